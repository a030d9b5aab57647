"""The nightly proof. NOW is Monday 23 November 2026, 8:00 in Paris."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from booking.commands.index import reindex
from booking.commands.prove_index import INDEX_PROOF, next_night, prove_agenda, prove_index
from booking.models import FreeTime, PlageOuverture
from booking.queries.horizon import horizon
from booking.reactions.index_proof import prove
from foundation.due.handlers import find
from foundation.due.models import DueRow
from tenants.models import Tenant
from tests.booking.commands.conftest import NOW, Office
from tests.booking.commands.proof import TUESDAY, index_lies

PARIS = ZoneInfo("Europe/Paris")
ONE_DAY = timedelta(days=1)


def break_a_row() -> None:
    """As a bug would: no command leaves such a row."""
    row = FreeTime.objects.get(day=TUESDAY)
    row.free = [(start, end + timedelta(hours=1)) for start, end in row.free]
    row.save()


def test_the_first_plage_of_an_office_plans_its_nights(office: Office, at_arras: Tenant) -> None:
    row = DueRow.objects.get(kind=INDEX_PROOF)
    assert (row.tenant_id, row.due_at) == (at_arras.pk, next_night(at_arras.pk, PARIS, NOW))


def test_the_proof_plans_the_next_night(office: Office, at_arras: Tenant) -> None:
    night = DueRow.objects.get(kind=INDEX_PROOF).due_at
    prove(["nightly"], night)
    assert DueRow.objects.get(kind=INDEX_PROOF).due_at == night + ONE_DAY


def test_what_is_due_at_night_is_the_proof(office: Office) -> None:
    assert find(INDEX_PROOF).act is prove


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Noumea", "America/Martinique"])
def test_administrations_share_the_night_at_their_own_place(zone: str) -> None:
    local = [next_night(number, ZoneInfo(zone), NOW).astimezone(ZoneInfo(zone)) for number in range(1, 2_001)]
    assert all(moment.hour >= 22 or moment.hour < 5 for moment in local)
    per_hour = [sum(moment.hour == hour for moment in local) for hour in (22, 23, 0, 1, 2, 3, 4)]
    assert min(per_hour) > 250


@pytest.mark.parametrize("month", [3, 10])
def test_the_next_night_is_within_a_day_and_an_hour_even_when_clocks_change(month: int) -> None:
    moment = datetime(2026, month, 24, tzinfo=UTC)
    for _ in range(10):
        after = next_night(12, PARIS, moment)
        assert timedelta() < after - moment <= ONE_DAY + timedelta(hours=1)
        moment = after


def test_the_horizon_advances_by_the_days_that_were_missed(office: Office) -> None:
    later = NOW + 3 * ONE_DAY
    assert prove_index(now=later).advanced == 1
    assert max(FreeTime.objects.values_list("day", flat=True)) == horizon(later)[1]
    assert min(FreeTime.objects.values_list("day", flat=True)) >= horizon(later)[0]
    assert index_lies(later) == []
    assert prove_index(now=later).advanced == 0


def test_what_is_already_there_is_not_computed_again(office: Office) -> None:
    kept = set(FreeTime.objects.filter(day__gte=TUESDAY).values_list("pk", flat=True))
    prove_index(now=NOW + ONE_DAY)
    assert kept <= set(FreeTime.objects.values_list("pk", flat=True))


def test_every_agenda_is_proved_once_in_seven_nights(office: Office) -> None:
    proved = [prove_index(now=NOW + night * ONE_DAY).proved for night in range(7)]
    assert sorted(proved) == [0] * 6 + [1]


def test_a_difference_is_an_alarm_and_a_rebuild(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    break_a_row()
    (lie,) = index_lies()
    assert (lie.agenda_id, lie.day) == (office.agenda.pk, TUESDAY)
    with caplog.at_level(logging.ERROR):
        assert prove_agenda(office.agenda.pk, now=NOW) == 1
    (record,) = caplog.records
    assert (record.levelno, vars(record)["rows"]) == (logging.ERROR, 1)
    assert index_lies() == []


def test_a_true_index_raises_no_alarm(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    assert prove_agenda(office.agenda.pk, now=NOW) == 0
    assert not caplog.records


@pytest.mark.parametrize("lie", ["missing", "too many", "another lieu"])
def test_the_proof_sees_every_kind_of_lie(office: Office, lie: str) -> None:
    row = FreeTime.objects.get(day=TUESDAY)
    if lie == "missing":
        row.delete()
    elif lie == "too many":
        FreeTime.objects.create(
            plage=row.plage, lane=2, day=row.day, agenda=row.agenda, lieu=row.lieu, free=row.free
        )
    else:
        row.lieu = None
        row.save()
    assert [each.day for each in index_lies()] == [TUESDAY]


def test_a_source_changed_behind_the_commands_is_seen(office: Office) -> None:
    PlageOuverture.objects.update(periods=[["09:00", "11:00"]])
    assert len(index_lies()) > 200
    reindex([office.agenda.pk], *horizon(NOW))
    assert index_lies() == []


def test_the_proof_asks_as_much_for_many_plages_as_for_one(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        index_lies()
