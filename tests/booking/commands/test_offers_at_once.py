"""One offer, several gestures; one opening, several workers: real threads, real PostgreSQL."""

from functools import partial

import pytest

from booking.commands.accept_offer import OfferOver, accept_offer
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.close_plage import close_plage
from booking.commands.decline_offer import decline_offer
from booking.commands.join_file_attente import Wish, wait_for_earlier
from booking.commands.leave_file_attente import leave_file_attente
from booking.commands.offer_opening import offer_opening
from booking.commands.open_plage import open_plage
from booking.models import CreneauOffer, FileAttente, Hold, Occupation, PlageOuverture, Rdv
from booking.vocabulary import AttenteState, OfferState, RdvStatus
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once, counted
from tests.booking.commands.conftest import NINE, NOW, Office, make_office
from tests.booking.commands.proof import TUESDAY, index_lies, told
from tests.booking.commands.waiting import FAR, freed, live, run_until, taken, waits

pytestmark = pytest.mark.django_db(transaction=True)

OFFERED = NOW.replace(minute=11)


@pytest.fixture
def office(arras: Tenant) -> Office:
    with in_tenant(arras):
        return make_office()


@pytest.fixture
def place(arras: Tenant, office: Office) -> FileAttente:
    """To whom nine o'clock is offered."""
    with in_tenant(arras):
        place = waits(office)
        freed(office)
        run_until(OFFERED)
    return place


def offer_of(arras: Tenant) -> CreneauOffer:
    with in_tenant(arras):
        return live()


def test_accepted_and_declined_together_it_is_one_or_the_other(arras: Tenant, place: FileAttente) -> None:
    offer = offer_of(arras)
    accept = partial(accept_offer, place, offer.pk, by=VISITOR, now=OFFERED)
    decline = partial(decline_offer, place, offer.pk, now=OFFERED)
    got = counted(at_once(arras, *[accept, decline] * 4))
    with in_tenant(arras):
        offer.refresh_from_db()
        place.refresh_from_db()
        booked = Rdv.objects.filter(status=RdvStatus.SCHEDULED).count()
        assert (offer.state, place.state, booked) in [
            (OfferState.ACCEPTED, AttenteState.SERVED, 1),
            (OfferState.DECLINED, AttenteState.WAITING, 0),
        ]
        assert got == ({"done": 8} if booked else {"done": 4, OfferOver.code: 4})
        assert len(told("booking.offer.ended")) == 1
        assert index_lies() == []


def test_accepted_while_they_leave_the_list_the_time_is_theirs_or_the_next_one_s(
    arras: Tenant, place: FileAttente
) -> None:
    offer = offer_of(arras)
    accept = partial(accept_offer, place, offer.pk, by=VISITOR, now=OFFERED)
    at_once(arras, *[accept, partial(leave_file_attente, place, now=OFFERED)] * 4)
    with in_tenant(arras):
        place.refresh_from_db()
        booked = Rdv.objects.filter(status=RdvStatus.SCHEDULED).count()
        assert (place.state, booked) in [(AttenteState.SERVED, 1), (AttenteState.LEFT, 0)]
        assert not CreneauOffer.objects.filter(state=OfferState.LIVE).exists()
        assert index_lies() == []


def test_brought_forward_while_it_is_cancelled_one_time_is_kept_or_none(
    arras: Tenant, office: Office
) -> None:
    with in_tenant(arras):
        own = taken(office, NINE.replace(day=26), number=7)
        place = wait_for_earlier(own, Wish(last_day=FAR), now=NOW)
        freed(office)
        run_until(OFFERED)
    offer = offer_of(arras)
    accept = partial(accept_offer, place, offer.pk, by=VISITOR, now=OFFERED)
    at_once(arras, *[accept, partial(cancel_by_usager, own, by=VISITOR, now=OFFERED)] * 3)
    with in_tenant(arras):
        standing = Rdv.objects.filter(status=RdvStatus.SCHEDULED)
        # Cancelled first, the offer is of a new rdv; accepted first, it is the one moved that is cancelled.
        assert standing.count() <= 1
        assert Occupation.objects.filter(hold=None).count() == standing.count()
        assert index_lies() == []


def test_workers_that_serve_one_opening_together_offer_each_time_once(arras: Tenant, office: Office) -> None:
    with in_tenant(arras):
        close_plage(PlageOuverture.objects.get().pk, now=NOW)
        for number in (1, 2, 3):
            waits(office, number)
        hour = PlageOuverture(
            agenda=office.agenda, lieu=office.lieu, first_day=TUESDAY, periods=[["09:00", "10:00"]]
        )
        open_plage(hour, [office.motif], now=NOW)
    got = counted(at_once(arras, *[partial(offer_opening, office.agenda.pk, now=NOW)] * 4))
    with in_tenant(arras):
        # A worker that died before its mark comes back.
        assert offer_opening(office.agenda.pk, now=NOW) == []
        offers = list(CreneauOffer.objects.filter(state=OfferState.LIVE))
        assert got == {"done": 4}
        assert len(offers) == len({each.hold_id for each in offers}) == Hold.objects.count() == 2
        assert len({each.file_attente_id for each in offers}) == 2
        assert index_lies() == []
