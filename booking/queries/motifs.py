"""What this administration offers online."""

from django.db.models import QuerySet

from booking.models import Lieu, Motif


def motifs_online() -> QuerySet[Motif]:
    """In the order of the page: by service, then by name."""
    motifs = Motif.objects.online().select_related("service", "organisation")
    return motifs.order_by("service__name", "name", "organisation__name")


def motif_online(slug: str) -> Motif | None:
    return motifs_online().filter(slug=slug).first()


def lieux_of(motif: Motif) -> QuerySet[Lieu]:
    """Open lieux where somebody may receive for this motif."""
    return Lieu.objects.filter(is_active=True, plages_ouverture__motifs=motif).distinct().order_by("name")


def lieu_of(motif: Motif, slug: str) -> Lieu | None:
    return lieux_of(motif).filter(slug=slug).first()
