"""« Non merci »: the next person is asked at once, and who declined keeps their place for another time."""

from datetime import datetime
from uuid import UUID

from booking.commands.again import begin_again
from booking.commands.keep_for_waiting import OFFER, lock_kept
from booking.commands.offer_creneau import end_offer
from booking.models import CreneauOffer, FileAttente
from booking.vocabulary import OfferState
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan


@begin_again
@unit_of_work
def decline_offer(place: FileAttente, offer_id: UUID, *, now: datetime) -> None:
    """Nothing happens for an offer that is over: declining twice is declining once."""
    offer = CreneauOffer.objects.filter(pk=offer_id, file_attente=place, state=OfferState.LIVE).first()
    if offer is None:
        return
    hold = lock_kept(offer.hold_id)
    end_offer(offer, OfferState.DECLINED)
    if hold:
        plan(OFFER, hold.pk, now)
