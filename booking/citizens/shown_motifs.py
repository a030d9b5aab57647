"""What the page of motifs says of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import category, normalize

from django.urls import reverse

from booking.models import Motif
from booking.queries.offers import Offer
from booking.queries.week import zone_of
from foundation.web.components.typography import duree, jour

# From so many motifs on, finding one by eye takes longer than typing.
SEARCH_FROM = 12


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
        "motifs": [_link(offer, several) for offer in kept],
        "rien": not offered,
        "recherche": searched,
        "recherche_ouverte": len(offered) >= SEARCH_FROM or bool(searched),
    }


def detail_of(motif: Motif) -> str:
    """« 30 minutes · sur place »"""
    modalite = motif.get_modalite_display()
    return f"{duree(motif.duration_min)} · {modalite[:1].lower()}{modalite[1:]}"


def _link(offer: Offer, several: bool) -> MotifLink:
    motif = offer.motif
    organisation = f" · {motif.organisation.name}" if several else ""
    if offer.next_start:
        note = f"Prochain créneau : {jour(offer.next_start, zone_of(motif))}"
    else:
        note = "Aucun créneau en ligne pour le moment"
    return MotifLink(
        service=motif.service.name,
        name=motif.name,
        url=reverse("citizens:creneaux", args=[motif.slug]),
        detail=detail_of(motif) + organisation,
        note=note,
    )


def _matches(motif: Motif, searched: str) -> bool:
    where = _plain(f"{motif.name} {motif.service.name} {motif.organisation.name}")
    return all(word in where for word in _plain(searched).split())


def _plain(text: str) -> str:
    return "".join(each for each in normalize("NFKD", text) if category(each) != "Mn").casefold()
