"""What this administration offers online."""

from django.db.models import QuerySet

from booking.models import Lieu, Motif


def motifs_online() -> QuerySet[Motif]:
    return Motif.objects.online().select_related("service", "organisation")


def motif_online(slug: str) -> Motif | None:
    return motifs_online().filter(slug=slug).first()


def is_choice_of_motifs() -> bool:
    """Whether the page of motifs has more than one to show."""
    return len(Motif.objects.online().order_by()[:2].values_list("pk")) > 1


def lieux_of(motif: Motif) -> QuerySet[Lieu]:
    """Open lieux where somebody may receive for this motif."""
    return Lieu.objects.filter(is_active=True, plages_ouverture__motifs=motif).distinct()


def lieu_of(motif: Motif, slug: str) -> Lieu | None:
    return lieux_of(motif).filter(slug=slug).first()
