"""What the page of motifs says of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from booking.models import Motif
from booking.queries.offers import Offer
from booking.queries.spelling import plain
from booking.queries.week import zone_of
from foundation.web.components.typography import duree, insecables, jour

# From so many motifs on, finding one by eye takes longer than typing.
SEARCH_FROM = 12
NOTHING_FREE = "aucun créneau en ligne pour le moment"


@dataclass(frozen=True, slots=True)
class MotifLink:
    service: str
    name: str
    url: str
    detail: str
    note: str


def motifs_context(offered: Sequence[Offer], searched: str) -> dict[str, Any]:
    several = len({offer.motif.organisation_id for offer in offered}) > 1
    kept = [offer for offer in offered if _matches(offer.motif, searched)]
    return {
        "motifs": [motif_link(offer, several=several) for offer in kept],
        "rien": not offered,
        "recherche": searched,
        "recherche_ouverte": len(offered) >= SEARCH_FROM or bool(searched),
    }


def detail_of(motif: Motif) -> str:
    """« 30 minutes · sur place »"""
    modalite = motif.get_modalite_display()
    return f"{duree(motif.duration_min)} · {modalite[:1].lower()}{modalite[1:]}"


def motif_link(offer: Offer, *, several: bool) -> MotifLink:
    motif = offer.motif
    organisation = f" · {motif.organisation.name}" if several else ""
    free = f"Prochain créneau : {jour(offer.next_start, zone_of(motif))}" if offer.next_start else ""
    nothing = "" if free else f" · {NOTHING_FREE}"
    return MotifLink(
        service=motif.service.name,
        name=motif.name,
        url=reverse("citizens:creneaux", args=[motif.slug]),
        detail=detail_of(motif) + organisation + nothing,
        note=insecables(free),
    )


def _matches(motif: Motif, searched: str) -> bool:
    where = plain(f"{motif.name} {motif.service.name} {motif.organisation.name}")
    return all(word in where for word in plain(searched).split())
