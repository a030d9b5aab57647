"""What this administration offers online."""

from typing import Any

from django.db.models import QuerySet

from booking.models import Lieu, Motif


def motifs_online() -> QuerySet[Motif]:
    return _chosen_online().select_related("service", "organisation")


def motif_online(slug: str) -> Motif | None:
    return motifs_online().filter(slug=slug).first()


def is_choice_of_motifs() -> bool:
    """Whether the page of motifs has more than one to show."""
    return len(_chosen_online().order_by()[:2].values_list("pk")) > 1


def lieux_of(motif: Motif) -> QuerySet[Lieu]:
    """Open lieux where somebody may receive for this motif."""
    opened: dict[str, Any] = {"plages_ouverture__motifs": motif}
    if motif.among is not None:
        opened["plages_ouverture__agenda__in"] = motif.among
    return Lieu.objects.filter(is_active=True, **opened).distinct()


def lieu_of(motif: Motif, slug: str) -> Lieu | None:
    return lieux_of(motif).filter(slug=slug).first()


def _chosen_online() -> QuerySet[Motif]:
    """The time of a summons is set by an agent."""
    return Motif.objects.online().filter(is_convocation=False)
