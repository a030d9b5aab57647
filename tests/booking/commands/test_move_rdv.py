from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.hold_creneau import hold_creneau
from booking.commands.move_rdv import TooLateToMove, move_by_agent, move_by_usager
from booking.commands.open_plage import open_plage
from booking.commands.record_presence import record_presence
from booking.commands.refusals import AlreadyOver, CreneauTaken
from booking.models import Occupation, Participation, PlageOuverture
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.errors import Forbidden
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, visitor
from tests.booking.commands.proof import desk, index_lies, times_of, told
from tests.makers.office import make_agent

HALF_HOUR = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def _the_index_is_true(office: Office) -> Iterator[None]:
    yield
    assert index_lies() == []


@pytest.fixture
def booked(office: Office) -> Participation:
    return book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)


def move(office: Office, participation: Participation, minutes: int, **more: object) -> None:
    to = {"starts_at": NINE + timedelta(minutes=minutes), "lieu_id": office.lieu.pk, "now": NOW}
    move_by_usager(participation, **to | {"by": VISITOR} | more)  # type: ignore[arg-type]


def test_the_old_time_is_free_and_the_new_one_taken(office: Office, booked: Participation) -> None:
    move(office, booked, 60)
    assert times_of(office.motif) == ["08:00", "08:30", "09:30", "10:00", "10:30"]
    booked.rdv.refresh_from_db()
    assert (booked.rdv.starts_at, booked.rdv.ends_at) == (NINE + 2 * HALF_HOUR, NINE + 3 * HALF_HOUR)
    assert booked.rdv.sequence == 1


def test_moving_is_told_with_the_time_it_had(office: Office, booked: Participation) -> None:
    move(office, booked, 60)
    (moved,) = told("booking.rdv.moved")
    assert moved["rdv_id"] == str(booked.rdv_id)
    assert moved["from_at"].startswith("2026-11-24T08:00")
    assert (moved["by"], moved["overlap"]) == ("usager", False)


def test_an_rdv_stays_where_it_is_when_the_new_time_is_taken(office: Office, booked: Participation) -> None:
    book_rdv(office.wanted(NINE + HALF_HOUR), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(CreneauTaken):
        move(office, booked, 30)
    booked.rdv.refresh_from_db()
    assert (booked.rdv.starts_at, booked.rdv.sequence) == (NINE, 0)
    assert "08:00" not in times_of(office.motif)
    assert told("booking.rdv.moved") == []


def test_it_stays_too_when_somebody_holds_the_new_time(office: Office, booked: Participation) -> None:
    hold_creneau(office.wanted(NINE + HALF_HOUR), visitor=visitor("ali"), now=NOW)
    with pytest.raises(CreneauTaken):
        move(office, booked, 30)
    assert Occupation.objects.count() == 2


def test_a_hold_that_is_over_gives_way(office: Office, booked: Participation) -> None:
    hold_creneau(office.wanted(NINE + HALF_HOUR), visitor=visitor("ali"), now=NOW - timedelta(minutes=11))
    move(office, booked, 30)
    assert Occupation.objects.get().rdv_id == booked.rdv_id


@pytest.mark.parametrize("minutes", [15, 20])
def test_an_rdv_may_slide_onto_a_time_that_overlaps_its_own(
    office: Office, booked: Participation, minutes: int
) -> None:
    move(office, booked, minutes)
    booked.rdv.refresh_from_db()
    assert booked.rdv.starts_at == NINE + timedelta(minutes=minutes)
    assert Occupation.objects.count() == 1


def test_moved_twice_to_one_time_it_moves_once(office: Office, booked: Participation) -> None:
    for _ in range(2):
        move(office, booked, 60)
    booked.rdv.refresh_from_db()
    assert booked.rdv.sequence == 1
    assert len(told("booking.rdv.moved")) == 1


def test_moving_four_hours_ahead_is_too_late(office: Office, booked: Participation) -> None:
    with pytest.raises(TooLateToMove):
        move(office, booked, 60, now=NINE - timedelta(hours=4))
    move(office, booked, 60, now=NINE - timedelta(hours=4, seconds=1))


def test_each_motif_has_its_own_limit(office: Office, booked: Participation) -> None:
    office.motif.move_limit_s = 30 * 3600
    office.motif.save()
    with pytest.raises(TooLateToMove):
        move(office, booked, 60)


def test_the_delays_of_the_motif_bind_the_new_time(office: Office, booked: Participation) -> None:
    with pytest.raises(CreneauTaken):
        move(office, booked, 200 * 24 * 60)


def test_a_cancelled_rdv_does_not_move(office: Office, booked: Participation) -> None:
    cancel_by_usager(booked, by=VISITOR, now=NOW)
    with pytest.raises(AlreadyOver):
        move(office, booked, 60)
    with pytest.raises(AlreadyOver):
        move_by_agent(
            booked.rdv, starts_at=NINE + HALF_HOUR, lieu_id=office.lieu.pk, by=desk(office), now=NOW
        )


def colleague_of(office: Office) -> int:
    """Another agent who receives the same hours."""
    other = make_agent(office.agenda.organisation)
    plage = PlageOuverture(
        agenda=other.agenda,
        lieu=office.lieu,
        first_day=date(2026, 11, 23),
        periods=[["09:00", "12:00"]],
        recurrence={"every": "week", "weekdays": [1, 2, 3, 4, 5]},
    )
    open_plage(plage, [office.motif], now=NOW)
    return other.agenda.pk


def test_the_same_agent_keeps_the_rdv_when_free(office: Office, booked: Participation) -> None:
    colleague_of(office)
    move(office, booked, 60)
    assert Occupation.objects.get().agenda_id == office.agenda.pk


def test_somebody_else_receives_when_the_same_agent_cannot(office: Office, booked: Participation) -> None:
    book_rdv(office.wanted(NINE + HALF_HOUR), identity=ZOE, by=VISITOR, now=NOW)
    other = colleague_of(office)
    move(office, booked, 30)
    assert booked.rdv.occupations.get().agenda_id == other
    assert "08:00" in times_of(office.motif)


def test_an_agent_moves_it_to_a_colleague_at_the_last_minute(office: Office, booked: Participation) -> None:
    other = colleague_of(office)
    rdv = move_by_agent(
        booked.rdv,
        starts_at=NINE,
        lieu_id=office.lieu.pk,
        agenda_ids=[other],
        by=desk(office),
        now=NINE - timedelta(minutes=1),
    )
    assert (rdv.starts_at, rdv.occupations.get().agenda_id) == (NINE, other)


def test_an_usager_is_not_an_agent(office: Office, booked: Participation) -> None:
    with pytest.raises(Forbidden):
        move_by_agent(booked.rdv, starts_at=NINE + HALF_HOUR, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)


def test_what_came_of_it_is_noted_so_it_does_not_move(office: Office, booked: Participation) -> None:
    record_presence(booked.rdv, RdvStatus.HONOURED, by=desk(office), now=NINE)
    with pytest.raises(AlreadyOver):
        move_by_agent(
            booked.rdv, starts_at=NINE + HALF_HOUR, lieu_id=office.lieu.pk, by=desk(office), now=NINE
        )
