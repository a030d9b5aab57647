"""Places in the waiting list that have no more use."""

from collections.abc import Collection
from uuid import UUID

from booking.models import FileAttente, Participation
from booking.queries.files_attente import LIVE
from booking.vocabulary import AttenteState

# Ref: the id of the place.
ATTENTE_OVER = "booking.file_attente_over"


def end_files_attente(place_ids: Collection[UUID]) -> None:
    """Their last day has passed."""
    FileAttente.objects.filter(pk__in=place_ids, state__in=LIVE).update(state=AttenteState.OVER)


def end_of_booked(rdv_id: UUID) -> None:
    """Who has just taken an rdv waits for none any more. A time already offered stays theirs to take or leave."""
    booked = Participation.objects.filter(rdv=rdv_id).values("usager", "rdv__motif")
    for each in booked:
        rows = FileAttente.objects.filter(usager=each["usager"], motif=each["rdv__motif"], rdv=None)
        rows.filter(state=AttenteState.WAITING).update(state=AttenteState.OVER)
