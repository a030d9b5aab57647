"""What the page of motifs says of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext, gettext_lazy

from booking.models import Motif
from booking.queries.offers import Offer
from booking.queries.said import as_said
from booking.queries.spelling import plain
from booking.queries.week import zone_of
from foundation.web.components.own_language import in_its_own
from foundation.web.components.typography import duree, insecables, jour

# From so many motifs on, finding one by eye takes longer than typing.
SEARCH_FROM = 12
NOTHING_FREE = gettext_lazy("aucun créneau en ligne pour le moment")


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
    return f"{duree(motif.total_min)} · {how_of(motif)}"


def how_of(motif: Motif) -> str:
    """« sur place », within a sentence."""
    said = motif.get_modalite_display()
    return said[:1].lower() + said[1:]


def motif_link(offer: Offer, *, several: bool) -> MotifLink:
    motif = offer.motif
    free = _next_free(offer)
    if offer.next_session:
        free = gettext("Prochaine séance : %(day)s") % {"day": jour(offer.next_session, zone_of(motif))}
    organisation = [in_its_own(motif.organisation.name)] if several else []
    detail = [detail_of(motif), *organisation, *([] if free else [NOTHING_FREE])]
    return MotifLink(
        service=motif.service.name,
        name=as_said(motif).name,
        url=motif_url(offer),
        detail=format_html_join(" · ", "{}", ((each,) for each in detail)),
        note=insecables(free),
    )


def motif_url(offer: Offer) -> str:
    """Where its times are: of a motif for several people at once, its sessions."""
    if offer.next_session:
        return sessions_url(offer.motif)
    return reverse("citizens:creneaux", args=[offer.motif.slug])


def sessions_url(motif: Motif) -> str:
    return f"{reverse('citizens:ateliers')}?{urlencode({'motif': motif.slug})}"


def _next_free(offer: Offer) -> str:
    if offer.next_start is None:
        return ""
    return gettext("Prochain créneau : %(day)s") % {"day": jour(offer.next_start, zone_of(offer.motif))}


def _matches(motif: Motif, searched: str) -> bool:
    where = plain(f"{motif.name} {as_said(motif).name} {motif.service.name} {motif.organisation.name}")
    return all(word in where for word in plain(searched).split())
