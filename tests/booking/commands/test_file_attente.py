"""The waiting list: in order, one person at a time, and never of a time that is gone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.accept_offer import OfferOver, accept_offer
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.decline_offer import decline_offer
from booking.commands.hold_creneau import hold_creneau
from booking.commands.leave_file_attente import leave_file_attente
from booking.commands.refusals import CreneauTaken
from booking.models import CreneauOffer, Hold, Occupation, Rdv
from booking.vocabulary import AttenteState, OfferState
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, Office, visitor
from tests.booking.commands.proof import index_lies, times_of, told
from tests.booking.commands.waiting import HALF_HOUR, freed, live, offered_to, run_until, taken, waits

TEN_MINUTES = timedelta(minutes=10)
OFFERED = NOW + TEN_MINUTES


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    """What is due is run at its own minute, to the second."""
    with time_machine.travel(NOW, tick=False):
        yield


def test_when_nobody_waits_a_freed_time_is_public_at_once(office: Office) -> None:
    freed(office)
    assert times_of(office.motif)[0] == "08:00"
    assert Hold.objects.count() == 0


def test_a_cancellation_that_nobody_waits_for_costs_one_statement_more(office: Office) -> None:
    cancel_by_usager(taken(office, NINE + HALF_HOUR, 91), by=VISITOR, now=NOW)
    participation = taken(office)
    with CaptureQueriesContext(connection) as said:
        cancel_by_usager(participation, by=VISITOR, now=NOW)
    asked = [each["sql"] for each in said if "fileattente" in each["sql"]]
    assert len(asked) == 1


def test_a_freed_time_is_kept_for_who_waits_and_offered_ten_minutes_later(office: Office) -> None:
    place = waits(office)
    freed(office)
    assert "08:00" not in times_of(office.motif)
    with pytest.raises(CreneauTaken):
        hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    run_until(OFFERED - timedelta(seconds=1))
    assert CreneauOffer.objects.count() == 0
    run_until(OFFERED)
    offer = live()
    assert (offer.file_attente, offer.starts_at, offer.until) == (place, NINE, OFFERED + HALF_HOUR)
    place.refresh_from_db()
    assert place.state == AttenteState.OFFERED
    assert told("booking.offer.made") == [{"file_attente_id": str(place.pk), "offer_id": str(offer.pk)}]
    assert index_lies() == []


def test_a_time_three_days_away_is_kept_for_two_hours(office: Office) -> None:
    waits(office)
    cancel_by_usager(taken(office, NINE + timedelta(days=3)), by=VISITOR, now=NOW)
    run_until(OFFERED)
    assert live().until == OFFERED + timedelta(hours=2)


def test_who_accepts_has_the_rdv_and_accepting_twice_is_the_same(office: Office) -> None:
    place = waits(office)
    freed(office)
    run_until(OFFERED)
    offer = live()
    booked = accept_offer(place, offer.pk, by=VISITOR, now=OFFERED)
    again = accept_offer(place, offer.pk, by=VISITOR, now=OFFERED)
    assert booked == again
    assert (booked.rdv.starts_at, booked.rdv.pk) == (NINE, offer.hold_id)
    assert booked.usager == place.usager
    place.refresh_from_db()
    assert (place.state, place.rdv) == (AttenteState.SERVED, booked.rdv)
    assert Occupation.objects.get().rdv == booked.rdv
    assert [each["outcome"] for each in told("booking.offer.ended")] == ["accepted"]
    run_until(OFFERED + timedelta(hours=6))
    assert Rdv.objects.filter(status="scheduled").count() == 1
    assert index_lies() == []


def test_who_declines_keeps_their_place_and_the_next_is_asked_at_once(office: Office) -> None:
    first, second = waits(office, 1), waits(office, 2, now=NOW + timedelta(seconds=1))
    freed(office)
    run_until(OFFERED)
    decline_offer(first, live().pk, now=OFFERED)
    decline_offer(first, CreneauOffer.objects.get().pk, now=OFFERED)
    run_until(OFFERED)
    assert live().file_attente == second
    first.refresh_from_db()
    assert first.state == AttenteState.WAITING


def test_without_answer_the_next_is_asked_then_the_public_has_it(office: Office) -> None:
    waits(office, 1)
    waits(office, 2, now=NOW + timedelta(seconds=1))
    freed(office)
    run_until(OFFERED)
    first = live()
    run_until(OFFERED + HALF_HOUR)
    assert offered_to() == ["Martin 1", "Martin 2"]
    with pytest.raises(OfferOver):
        accept_offer(first.file_attente, first.pk, by=VISITOR, now=OFFERED + HALF_HOUR)
    run_until(OFFERED + 2 * HALF_HOUR)
    assert set(CreneauOffer.objects.values_list("state", flat=True)) == {OfferState.EXPIRED}
    assert times_of(office.motif)[0] == "08:00"
    assert index_lies() == []


def test_who_refused_a_time_is_not_offered_it_again(office: Office) -> None:
    place = waits(office)
    freed(office)
    run_until(OFFERED)
    decline_offer(place, live().pk, now=OFFERED)
    run_until(OFFERED)
    cancel_by_usager(taken(office, NINE, 95), by=VISITOR, now=OFFERED)
    run_until(OFFERED + timedelta(hours=1))
    assert CreneauOffer.objects.count() == 1


def test_who_did_not_answer_is_asked_after_the_others(office: Office) -> None:
    waits(office, 1)
    waits(office, 2, now=NOW + timedelta(seconds=1))
    freed(office)
    run_until(OFFERED + HALF_HOUR)
    decline_offer(live().file_attente, live().pk, now=OFFERED + HALF_HOUR)
    other = taken(office, NINE + HALF_HOUR, 91)
    cancel_by_usager(other, by=VISITOR, now=OFFERED + HALF_HOUR)
    run_until(OFFERED + HALF_HOUR + TEN_MINUTES)
    assert offered_to() == ["Martin 1", "Martin 2", "Martin 2"]


def test_nobody_is_written_to_at_night(office: Office) -> None:
    waits(office)
    participation = taken(office, NINE + timedelta(days=1))
    evening = NOW.replace(hour=18, minute=55)
    cancel_by_usager(participation, by=VISITOR, now=evening)
    run_until(evening + timedelta(hours=2))
    assert CreneauOffer.objects.count() == 0
    run_until(NINE - timedelta(hours=1))
    # Eight in the morning in Paris.
    assert live().made_at == NOW + timedelta(days=1)


def test_a_time_too_near_is_public_at_once(office: Office) -> None:
    waits(office)
    participation = taken(office)
    office.motif.cancel_limit_s = 0
    office.motif.save()
    near = NINE - timedelta(hours=3, minutes=39)
    participation.refresh_from_db()
    cancel_by_usager(participation, by=VISITOR, now=near)
    assert "08:00" in times_of(office.motif, now=near)


def test_the_public_has_it_before_the_night_leaves_no_time_to_answer(office: Office) -> None:
    """Freed in the evening for nine the next day: at eight it would be too late."""
    waits(office)
    cancel_by_usager(taken(office), by=VISITOR, now=NOW.replace(hour=18, minute=55))
    run_until(NOW.replace(hour=19, minute=6))
    assert "08:00" in times_of(office.motif, now=NOW.replace(hour=19, minute=6))


def test_leaving_gives_the_time_to_the_next(office: Office) -> None:
    first, second = waits(office, 1), waits(office, 2, now=NOW + timedelta(seconds=1))
    freed(office)
    run_until(OFFERED)
    for _ in range(2):
        leave_file_attente(first, now=OFFERED)
    run_until(OFFERED)
    first.refresh_from_db()
    assert (first.state, live().file_attente) == (AttenteState.LEFT, second)
