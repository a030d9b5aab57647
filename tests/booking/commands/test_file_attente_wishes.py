"""Who is asked for which time: wishes, rdvs to bring forward, places that end."""

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
import time_machine

from booking.commands.accept_offer import OfferOver, accept_offer
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.declare_absence import declare_absence
from booking.commands.join_file_attente import AlreadyWaiting, Wish, wait_for_earlier
from booking.commands.leave_file_attente import leave_file_attente
from booking.commands.move_rdv import move_by_usager
from booking.commands.undo_cancel import undo_cancel
from booking.models import Absence, CreneauOffer, FileAttente, Hold, Occupation
from booking.queries.files_attente import half_day
from booking.vocabulary import AttenteState
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, Office
from tests.booking.commands.proof import index_lies, times_of
from tests.booking.commands.waiting import FAR, HALF_HOUR, freed, live, offered_to, run_until, taken, waits
from tests.makers.office import make_lieu

TEN_MINUTES = timedelta(minutes=10)
OFFERED = NOW + TEN_MINUTES


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    """What is due is run at its own minute, to the second."""
    with time_machine.travel(NOW, tick=False):
        yield


def test_only_who_wants_such_a_time_is_asked(office: Office) -> None:
    elsewhere = make_lieu(office.agenda.organisation)
    waits(office, 1, half_days=[half_day(2, afternoon=True)])
    waits(office, 2, lieux=[elsewhere.pk])
    waits(office, 3, last_day=NOW.date())
    waits(office, 4, half_days=[half_day(2, afternoon=False)], lieux=[office.lieu.pk], last_day=NINE.date())
    freed(office)
    run_until(OFFERED)
    assert offered_to() == ["Martin 4"]


def test_who_has_an_rdv_brings_it_forward_in_one_transaction(office: Office) -> None:
    own = taken(office, NINE + timedelta(days=2), 1)
    place = wait_for_earlier(own, Wish(last_day=FAR), now=NOW)
    freed(office)
    run_until(OFFERED)
    booked = accept_offer(place, live().pk, by=VISITOR, now=OFFERED)
    assert booked == own
    own.rdv.refresh_from_db()
    assert (own.rdv.starts_at, own.rdv.status) == (NINE, "scheduled")
    assert Occupation.objects.count() == 1
    assert "08:00" in times_of(office.motif, (NINE + timedelta(days=2)).date())
    assert accept_offer(place, CreneauOffer.objects.get().pk, by=VISITOR, now=OFFERED) == own
    assert index_lies() == []


def test_a_later_time_interests_nobody_who_has_an_rdv(office: Office) -> None:
    own = taken(office, NINE + HALF_HOUR, 1)
    wait_for_earlier(own, Wish(last_day=FAR), now=NOW)
    cancel_by_usager(taken(office, NINE + 2 * HALF_HOUR), by=VISITOR, now=NOW)
    assert Hold.objects.count() == 0


def test_the_time_that_a_swap_leaves_goes_to_the_next(office: Office) -> None:
    own = taken(office, NINE + timedelta(days=2), 1)
    place = wait_for_earlier(own, Wish(last_day=FAR), now=NOW)
    second = waits(office, 2, now=NOW + timedelta(seconds=1), half_days=[half_day(4, afternoon=False)])
    freed(office)
    run_until(OFFERED)
    accept_offer(place, live().pk, by=VISITOR, now=OFFERED)
    run_until(OFFERED)
    assert (live().file_attente, live().starts_at) == (second, NINE + timedelta(days=2))


def test_moving_frees_the_old_time_for_who_waits(office: Office) -> None:
    waits(office)
    move_by_usager(taken(office), starts_at=NINE + HALF_HOUR, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)
    run_until(NOW)
    assert live().starts_at == NINE


def test_who_cancelled_by_mistake_takes_it_back_before_anybody_is_asked(office: Office) -> None:
    waits(office)
    participation = freed(office)
    undo_cancel(participation, by=VISITOR, now=NOW + timedelta(minutes=5))
    run_until(OFFERED)
    assert CreneauOffer.objects.count() == 0
    assert Occupation.objects.get().rdv == participation.rdv


def test_the_time_of_an_agent_who_is_away_is_offered_to_nobody(office: Office) -> None:
    waits(office)
    participation = taken(office)
    day = {"first_day": NINE.date(), "last_day": NINE.date()}
    declare_absence(Absence(agenda=office.agenda, start_time=time(9), end_time=time(12), **day), now=NOW)
    cancel_by_usager(participation, by=VISITOR, now=NOW)
    run_until(OFFERED)
    assert Hold.objects.count() == CreneauOffer.objects.count() == 0


def test_one_place_per_person_and_motif(office: Office) -> None:
    place = waits(office)
    with pytest.raises(AlreadyWaiting):
        waits(office)
    leave_file_attente(place, now=NOW)
    waits(office)
    assert FileAttente.objects.count() == 2


def test_an_offer_of_somebody_else_is_not_taken(office: Office) -> None:
    waits(office, 1)
    other = waits(office, 2, now=NOW + timedelta(seconds=1))
    freed(office)
    run_until(OFFERED)
    with pytest.raises(OfferOver):
        accept_offer(other, live().pk, by=VISITOR, now=OFFERED)


def test_a_place_ends_after_its_last_day(office: Office) -> None:
    place = waits(office, last_day=NOW.date())
    run_until(NOW + timedelta(days=1))
    place.refresh_from_db()
    assert place.state == AttenteState.OVER
