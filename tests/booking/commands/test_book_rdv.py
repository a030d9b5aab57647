from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.expire_holds import expire_holds
from booking.commands.hold_creneau import HoldOver, extend_hold, hold_creneau
from booking.commands.record_presence import record_presence
from booking.commands.refusals import CreneauTaken, TooLateToCancel
from booking.models import FreeTime, Hold, Rdv
from booking.queries.creneaux import creneaux, nearest, next_by_lieu
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, visitor
from tests.booking.commands.proof import desk


def times(office: Office) -> list[str]:
    found = creneaux(office.motif, first_day=NINE.date(), last_day=NINE.date(), now=NOW)
    return [each.start.strftime("%H:%M") for each in found]


def test_a_held_time_is_not_offered_any_more(office: Office) -> None:
    assert times(office) == ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30"]
    hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    assert times(office) == ["08:30", "09:00", "09:30", "10:00", "10:30"]


def test_a_held_time_is_refused_to_another(office: Office) -> None:
    hold_creneau(office.wanted(), visitor=visitor("zoe"), now=NOW)
    with pytest.raises(CreneauTaken):
        hold_creneau(office.wanted(), visitor=visitor("ali"), now=NOW)


def test_a_second_hold_gives_the_first_back(office: Office) -> None:
    hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    hold_creneau(office.wanted(NINE + timedelta(minutes=60)), visitor=visitor(), now=NOW)
    assert times(office) == ["08:00", "08:30", "09:30", "10:00", "10:30"]
    assert Hold.objects.count() == 1


def test_a_double_click_keeps_one_hold(office: Office) -> None:
    first = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    assert hold_creneau(office.wanted(), visitor=visitor(), now=NOW).pk == first.pk


def test_a_visitor_may_slide_to_a_time_that_overlaps_their_own_hold(office: Office) -> None:
    hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    hold_creneau(office.wanted(NINE + timedelta(minutes=15)), visitor=visitor(), now=NOW)
    assert Hold.objects.get().starts_at == NINE + timedelta(minutes=15)


def test_a_confirmed_hold_is_an_rdv_once_however_often_it_is_submitted(office: Office) -> None:
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    answers = [
        confirm_hold(
            hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW + timedelta(minutes=minute)
        )
        for minute in (1, 2, 30)
    ]
    assert len({answer.pk for answer in answers}) == 1
    assert Rdv.objects.get().starts_at == NINE
    assert times(office) == ["08:30", "09:00", "09:30", "10:00", "10:30"]


def test_a_hold_that_is_over_is_honoured_while_nobody_took_the_time(office: Office) -> None:
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    later = NOW + timedelta(minutes=11)
    confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=later)
    assert Rdv.objects.count() == 1
    assert not Hold.objects.exists()


def test_a_hold_that_is_over_gives_way_to_the_next_visitor(office: Office) -> None:
    hold = hold_creneau(office.wanted(), visitor=visitor("zoe"), now=NOW)
    later = NOW + timedelta(minutes=11)
    hold_creneau(office.wanted(), visitor=visitor("ali"), now=later)
    with pytest.raises(CreneauTaken):
        confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=later)


def test_an_expired_hold_frees_its_time_when_it_is_due(office: Office) -> None:
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    expire_holds([hold.pk], now=NOW + timedelta(minutes=9))
    assert "08:00" not in times(office)
    expire_holds([hold.pk], now=NOW + timedelta(minutes=10))
    assert "08:00" in times(office)


def test_a_hold_is_extended_once(office: Office) -> None:
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    extended = extend_hold(hold.pk, visitor=visitor(), now=NOW)
    assert extended.expires_at == NOW + timedelta(minutes=20)
    with pytest.raises(HoldOver):
        extend_hold(hold.pk, visitor=visitor(), now=NOW)


def test_one_form_of_the_desk_sent_twice_is_one_rdv(office: Office) -> None:
    wanted, key = office.wanted(agenda_ids=[office.agenda.pk], free_choice=True), uuid4()
    first, again = (book_rdv(wanted, identity=ZOE, by=desk(office), now=NOW, rdv_id=key) for _ in range(2))
    assert (first.pk, first.rdv_id) == (again.pk, key)
    assert Rdv.objects.count() == 1


@pytest.mark.parametrize("minutes", [-60, 7, 13 * 60])
def test_a_time_that_was_never_offered_is_refused(office: Office, minutes: int) -> None:
    with pytest.raises(CreneauTaken):
        hold_creneau(office.wanted(NINE + timedelta(minutes=minutes)), visitor=visitor(), now=NOW)


def test_a_cancelled_rdv_gives_its_time_back_once(office: Office) -> None:
    participation = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    assert "08:00" not in times(office)
    for _ in range(2):
        rdv = cancel_by_usager(participation, by=VISITOR, now=NOW)
    assert rdv.status == RdvStatus.CANCELLED_BY_USAGER
    assert "08:00" in times(office)


def test_cancelling_four_hours_ahead_is_too_late(office: Office) -> None:
    participation = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(TooLateToCancel):
        cancel_by_usager(participation, by=VISITOR, now=NINE - timedelta(hours=4))


def test_the_nearest_times_are_offered_instead_of_a_taken_one(office: Office) -> None:
    book_rdv(office.wanted(NINE + timedelta(minutes=60)), identity=ZOE, by=VISITOR, now=NOW)
    offered = nearest(office.motif, around=NINE + timedelta(minutes=60), now=NOW)
    assert [each.start.strftime("%d %H:%M") for each in offered] == ["24 08:00", "24 08:30", "24 09:30"]


def test_the_next_availability_respects_the_delay_and_the_day(office: Office) -> None:
    assert (
        next_by_lieu(office.motif, now=NOW)[office.lieu.pk].start.isoformat() == "2026-11-23T08:00:00+00:00"
    )
    evening = NOW + timedelta(hours=12)
    assert next_by_lieu(office.motif, now=evening)[office.lieu.pk].start == NINE


def test_a_full_day_has_no_row_in_the_index(office: Office) -> None:
    for half_hour in range(6):
        book_rdv(office.wanted(NINE + timedelta(minutes=30 * half_hour)), identity=ZOE, by=VISITOR, now=NOW)
    assert not FreeTime.objects.filter(day=NINE.date()).exists()
    assert times(office) == []


def test_holding_and_confirming_costs_twenty_statements(office: Office) -> None:
    """Before the measure, one round: the first use of a connection reads what it then remembers."""
    warm = hold_creneau(office.wanted(NINE + timedelta(minutes=120)), visitor=visitor("warm"), now=NOW)
    confirm_hold(warm.pk, visitor_mark="warm", identity=ZOE, by=VISITOR, now=NOW)
    with CaptureQueriesContext(connection) as said:
        hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
        confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW)
    asked = [each["sql"] for each in said if "SAVEPOINT" not in each["sql"]]
    assert len(asked) <= 20, "\n".join(asked)


def test_an_rdv_honoured_meanwhile_is_not_cancelled_by_an_old_page(office: Office) -> None:
    participation = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    at_the_desk = Actor(ActorKind.AGENT, name="Amina Benali")
    record_presence(participation.rdv, RdvStatus.HONOURED, by=at_the_desk, now=NINE)
    with pytest.raises(TooLateToCancel):
        cancel_by_usager(participation, by=VISITOR, now=NOW)
    assert Rdv.objects.get().status == RdvStatus.HONOURED
