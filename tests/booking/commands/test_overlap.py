from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.hold_creneau import hold_creneau
from booking.commands.move_rdv import move_by_agent
from booking.commands.overlap import WouldOverlap
from booking.commands.refusals import CreneauTaken
from booking.commands.wanted import Wanted
from booking.models import Occupation, Rdv
from foundation.actors import VISITOR
from foundation.errors import Forbidden
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, visitor
from tests.booking.commands.proof import desk, index_lies, times_of, told

QUARTER = timedelta(minutes=15)


@pytest.fixture(autouse=True)
def _the_index_is_true(office: Office) -> Iterator[None]:
    yield
    assert index_lies() == []


def at_desk(office: Office, after: timedelta = QUARTER) -> Wanted:
    return office.wanted(NINE + after, agenda_ids=[office.agenda.pk], free_choice=True)


def overlapping(office: Office) -> Rdv:
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    return book_rdv(at_desk(office), identity=ZOE, by=desk(office), now=NOW, overlap=True).rdv


def test_an_agent_is_warned_with_whom_the_time_overlaps(office: Office) -> None:
    there = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW).rdv
    with pytest.raises(WouldOverlap) as warned:
        book_rdv(at_desk(office), identity=ZOE, by=desk(office), now=NOW)
    (overlap,) = warned.value.overlaps
    assert (overlap.agenda_id, overlap.agenda) == (office.agenda.pk, str(office.agenda))
    assert (overlap.rdv_id, overlap.starts_at) == (there.pk, NINE)
    assert warned.value.context["overlaps"][0]["rdv"] == str(there.pk)
    assert Rdv.objects.count() == 1


def test_the_warning_is_a_kind_of_taken_for_pages_that_know_no_better() -> None:
    assert issubclass(WouldOverlap, CreneauTaken)
    assert WouldOverlap.code != CreneauTaken.code


def test_somebody_who_is_filling_a_form_counts_until_their_hold_is_over(office: Office) -> None:
    hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    with pytest.raises(WouldOverlap) as warned:
        book_rdv(at_desk(office), identity=ZOE, by=desk(office), now=NOW)
    assert warned.value.overlaps[0].rdv_id is None
    book_rdv(at_desk(office), identity=ZOE, by=desk(office), now=NOW + timedelta(minutes=10))


def test_on_purpose_the_time_is_taken_anyway_and_says_by_whom(office: Office) -> None:
    rdv = overlapping(office)
    trace = rdv.occupations.get()
    assert (trace.exclusive, trace.overlapped_by) == (False, office.agent.pk)
    assert [payload["overlap"] for payload in told("booking.rdv.booked")] == [False, True]


def test_an_overlap_is_busy_time_for_everybody_else(office: Office) -> None:
    overlapping(office)
    assert times_of(office.motif) == ["08:45", "09:15", "09:45", "10:15"]
    with pytest.raises(CreneauTaken):
        hold_creneau(office.wanted(NINE + timedelta(minutes=30)), visitor=visitor(), now=NOW)


def test_the_overlap_stays_busy_when_the_first_rdv_is_cancelled(office: Office) -> None:
    rdv = overlapping(office)
    first = Rdv.objects.exclude(pk=rdv.pk).get()
    cancel_by_service(first, by=desk(office), now=NOW)
    assert "08:00" not in times_of(office.motif)
    assert times_of(office.motif)[0] == "08:45"


def test_a_free_time_taken_with_the_same_button_is_exclusive(office: Office) -> None:
    rdv = book_rdv(at_desk(office), identity=ZOE, by=desk(office), now=NOW, overlap=True).rdv
    assert rdv.occupations.get().exclusive


def test_an_agent_may_receive_outside_of_any_plage_on_purpose(office: Office) -> None:
    evening = at_desk(office, timedelta(hours=10))
    with pytest.raises(CreneauTaken) as refused:
        book_rdv(evening, identity=ZOE, by=desk(office), now=NOW)
    assert not isinstance(refused.value, WouldOverlap)
    assert book_rdv(evening, identity=ZOE, by=desk(office), now=NOW, overlap=True).rdv.starts_at.hour == 18


def test_an_usager_never_overlaps(office: Office) -> None:
    with pytest.raises(Forbidden):
        book_rdv(at_desk(office), identity=ZOE, by=VISITOR, now=NOW, overlap=True)


def test_an_overlap_names_the_one_agenda_it_overlaps(office: Office) -> None:
    with pytest.raises(Forbidden):
        book_rdv(office.wanted(), identity=ZOE, by=desk(office), now=NOW, overlap=True)


def test_one_form_that_overlaps_is_one_rdv_however_often_it_is_sent(office: Office) -> None:
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    key = uuid4()
    sent = [
        book_rdv(at_desk(office), identity=ZOE, by=desk(office), now=NOW, rdv_id=key, overlap=True)
        for _ in range(2)
    ]
    assert sent[0].pk == sent[1].pk
    assert Occupation.objects.count() == 2


def test_an_agent_moves_an_rdv_over_another_after_a_warning(office: Office) -> None:
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    rdv = book_rdv(office.wanted(NINE + 4 * QUARTER), identity=ZOE, by=VISITOR, now=NOW).rdv
    to = {"starts_at": NINE + QUARTER, "lieu_id": office.lieu.pk, "agenda_ids": [office.agenda.pk]}
    with pytest.raises(WouldOverlap) as warned:
        move_by_agent(rdv, by=desk(office), now=NOW, **to)  # type: ignore[arg-type]
    assert rdv.pk not in {each.rdv_id for each in warned.value.overlaps}
    moved = move_by_agent(rdv, by=desk(office), now=NOW, overlap=True, **to)  # type: ignore[arg-type]
    assert not moved.occupations.get().exclusive
    assert told("booking.rdv.moved")[0]["overlap"]
