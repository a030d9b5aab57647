"""Leave the waiting list. A time kept for who leaves goes to the next."""

from datetime import datetime

from booking.commands.again import Meanwhile, begin_again
from booking.commands.decline_offer import decline_offer
from booking.models import FileAttente
from booking.queries.files_attente import LIVE, live_offer
from booking.vocabulary import AttenteState
from foundation.database.unit import unit_of_work


@begin_again
@unit_of_work
def leave_file_attente(place: FileAttente, *, now: datetime) -> None:
    """Leaving twice is leaving once."""
    offer = live_offer(place)
    if offer:
        decline_offer(place, offer.pk, now=now)
    locked = FileAttente.objects.select_for_update(no_key=True).get(pk=place.pk)
    if locked.state == AttenteState.OFFERED:
        # Offered between the two.
        raise Meanwhile
    if locked.state in LIVE:
        locked.state = AttenteState.LEFT
        locked.save(update_fields=["state"])
