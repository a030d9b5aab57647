"""The waiting list as the agents of an organisation follow it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Prefetch

from booking.models import CreneauOffer, FileAttente, Lieu, Motif
from booking.queries.files_attente import LIVE
from booking.vocabulary import OfferState

# The oldest places of one motif: a longer list is nobody's reading.
SHOWN_AT_MOST = 500


def waiting_at(organisation_ids: Collection[int]) -> Sequence[FileAttente]:
    """By motif, then in the order of ranks, with the time kept for each. Two queries."""
    kept = CreneauOffer.objects.filter(state=OfferState.LIVE).select_related("lieu")
    rows = FileAttente.objects.filter(motif__organisation__in=organisation_ids, state__in=LIVE)
    rows = rows.select_related("usager", "motif__organisation", "rdv")
    rows = rows.prefetch_related(Prefetch("offers", queryset=kept))
    return list(rows.order_by("motif__name", "motif_id", "created_at", "pk")[:SHOWN_AT_MOST])


def place_at(organisation_ids: Collection[int], place_id: UUID) -> FileAttente | None:
    rows = FileAttente.objects.filter(pk=place_id, motif__organisation__in=organisation_ids)
    return rows.select_related("usager", "motif").first()


def motifs_to_wait_for(organisation_ids: Collection[int]) -> Sequence[Motif]:
    """The time of a summons is set by an agent: nobody waits for it."""
    rows = Motif.objects.filter(organisation__in=organisation_ids, is_published=True, is_convocation=False)
    return list(rows.select_related("organisation").order_by("name", "pk"))


def lieux_to_wait_at(organisation_ids: Collection[int]) -> Sequence[Lieu]:
    return list(Lieu.objects.filter(organisation__in=organisation_ids, is_active=True).order_by("name", "pk"))
