"""One rdv for several people or documents: as long as they need, whatever happens to it."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.commands.accept_offer import accept_offer
from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.hold_creneau import hold_creneau
from booking.commands.join_file_attente import Wish, wait_for_earlier
from booking.commands.move_rdv import move_by_agent, move_by_usager
from booking.commands.refusals import CreneauTaken
from booking.commands.undo_cancel import undo_cancel
from booking.models import Hold, Motif, Occupation, Participation, Rdv
from booking.queries.people import counted
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, visitor
from tests.booking.commands.proof import desk, index_lies
from tests.booking.commands.test_one_time_one_rdv import person
from tests.booking.commands.waiting import FAR, HALF_HOUR, live, offered_to, run_until, taken, waits

TWENTY = timedelta(minutes=20)
UNDONE = NOW + timedelta(minutes=11)
# Openings end at noon.
ELEVEN = NINE + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _several(office: Office) -> None:
    office.motif.people = {"unit": "document", "at_most": 3, "minutes_each": 20}
    office.motif.save()


def three(office: Office) -> Motif:
    return office.motif.asked_for(3)


def book(office: Office, count: int = 3, starts_at: datetime = NINE) -> Participation:
    wanted = office.wanted(starts_at)
    wanted = type(wanted)(motif=office.motif.asked_for(count), lieu_id=office.lieu.pk, starts_at=starts_at)
    return book_rdv(wanted, identity=ZOE, by=VISITOR, now=NOW)


def length(rdv: Rdv) -> timedelta:
    """Of the rdv and of what it occupies: they are the same."""
    (occupation,) = Occupation.objects.filter(rdv=rdv)
    assert occupation.during.upper - occupation.during.lower == rdv.ends_at - rdv.starts_at
    return rdv.ends_at - rdv.starts_at


def test_three_documents_take_the_time_of_three(office: Office) -> None:
    rdv = book(office).rdv
    assert (rdv.people, length(rdv), counted(rdv)) == (3, timedelta(minutes=70), "3 documents")
    for start in (NINE + HALF_HOUR, NINE + 2 * HALF_HOUR):
        with pytest.raises(CreneauTaken):
            book(office, 1, start)
    assert index_lies() == []


def test_what_is_held_for_three_is_booked_for_three_and_submitted_twice_it_is_one(office: Office) -> None:
    wanted = office.wanted()
    wanted = type(wanted)(motif=three(office), lieu_id=office.lieu.pk, starts_at=NINE)
    hold = hold_creneau(wanted, visitor=visitor(), now=NOW)
    # The administration lowers the number meanwhile: what was held stands.
    office.motif.people["at_most"] = 2
    office.motif.save()
    both = [confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW) for _ in range(2)]
    assert both[0] == both[1]
    assert (both[0].rdv.people, length(both[0].rdv)) == (3, timedelta(minutes=70))


def test_a_hold_that_is_over_is_honoured_for_as_many(office: Office) -> None:
    wanted = type(office.wanted())(motif=three(office), lieu_id=office.lieu.pk, starts_at=NINE)
    hold = hold_creneau(wanted, visitor=visitor(), now=NOW)
    late = NOW + timedelta(hours=1)
    rdv = confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=late).rdv
    assert (rdv.people, length(rdv)) == (3, timedelta(minutes=70))


def test_a_time_too_short_for_three_is_refused(office: Office) -> None:
    with pytest.raises(CreneauTaken):
        book(office, 3, ELEVEN)
    assert book(office, 2, ELEVEN).rdv.ends_at == ELEVEN + timedelta(minutes=50)


def test_it_moves_with_its_length(office: Office) -> None:
    participation = book(office)
    there = NINE + timedelta(days=1)
    rdv = move_by_usager(participation, starts_at=there, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)
    assert (rdv.people, length(rdv)) == (3, timedelta(minutes=70))
    rdv = move_by_agent(rdv, starts_at=NINE, lieu_id=office.lieu.pk, by=desk(office), now=NOW)
    assert (rdv.starts_at, length(rdv)) == (NINE, timedelta(minutes=70))
    with pytest.raises(CreneauTaken):
        move_by_usager(participation, starts_at=ELEVEN, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)
    assert index_lies() == []


def test_cancelled_by_mistake_it_comes_back_whole(office: Office) -> None:
    participation = book(office)
    cancel_by_usager(participation, by=VISITOR, now=NOW)
    rdv = undo_cancel(participation, by=VISITOR, now=NOW)
    assert (rdv.people, length(rdv)) == (3, timedelta(minutes=70))


def test_across_the_change_of_hour_it_lasts_as_long(office: Office) -> None:
    """The first day of work in summer time: nine o'clock is seven in UTC."""
    start = datetime(2027, 3, 30, 7, 0, tzinfo=UTC)
    office.motif.max_delay_s = 366 * 86_400
    office.motif.save()
    rdv = book(office, 3, start).rdv
    assert (rdv.starts_at, length(rdv)) == (start, timedelta(minutes=70))


def test_who_waits_for_three_is_not_offered_the_time_of_one(office: Office) -> None:
    waits(office, 1, people=3)
    waits(office, 2)
    participation = taken(office)
    # The rest of the morning is taken.
    for number, start in enumerate((NINE + HALF_HOUR * each for each in range(1, 6)), 10):
        taken(office, start, number)
    cancel_by_usager(participation, by=VISITOR, now=NOW)
    run_until(UNDONE)
    assert offered_to() == [person(2).last_name]


def test_the_freed_time_of_three_is_offered_to_who_waits_for_three(office: Office) -> None:
    first = book(office)
    place = waits(office, 1, people=3)
    cancel_by_usager(first, by=VISITOR, now=NOW)
    run_until(UNDONE)
    assert Hold.objects.get(pk=live().hold_id).people == 3
    booked = accept_offer(place, live().pk, by=VISITOR, now=UNDONE)
    assert (booked.rdv.people, length(booked.rdv)) == (3, timedelta(minutes=70))


def test_who_waits_for_one_takes_their_part_of_it_and_the_rest_is_free(office: Office) -> None:
    first = book(office)
    place = waits(office, 1)
    cancel_by_usager(first, by=VISITOR, now=NOW)
    run_until(UNDONE)
    booked = accept_offer(place, live().pk, by=VISITOR, now=UNDONE)
    assert (booked.rdv.people, length(booked.rdv)) == (1, HALF_HOUR)
    assert (
        accept_offer(place, booked.rdv.files_attente.get().offers.get().pk, by=VISITOR, now=UNDONE) == booked
    )
    assert book(office, 1, NINE + HALF_HOUR)
    assert index_lies() == []


def test_who_has_an_rdv_for_three_waits_for_an_earlier_time_as_long(office: Office) -> None:
    later = book(office, 3, NINE + timedelta(days=2))
    place = wait_for_earlier(later, Wish(last_day=FAR), now=NOW)
    assert place.people == 3
    first = taken(office, number=7)
    rest = [taken(office, NINE + HALF_HOUR * each, 10 + each) for each in range(1, 6)]
    cancel_by_usager(first, by=VISITOR, now=NOW)
    run_until(UNDONE)
    assert offered_to() == []
    for each in rest[:2]:
        cancel_by_usager(each, by=VISITOR, now=UNDONE)
    run_until(UNDONE + timedelta(minutes=11))
    booked = accept_offer(place, live().pk, by=VISITOR, now=UNDONE + timedelta(minutes=11))
    booked.rdv.refresh_from_db()
    assert (booked.pk, booked.rdv.starts_at, length(booked.rdv)) == (later.pk, NINE, timedelta(minutes=70))
