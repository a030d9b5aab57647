"""What citizens read of a collective session."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from booking.citizens.shown_week import address_of, name_of
from booking.models import Lieu, Motif, Rdv
from booking.queries.creneaux import window_of
from booking.queries.pieces import pieces_for
from booking.queries.said import as_said
from booking.queries.sessions import OpenSession
from foundation.languages import SOURCE, Said
from foundation.tenancy import current
from foundation.web.components.own_language import in_its_own, in_the_page
from foundation.web.components.typography import NO_BREAK, date_heure, duree, insecables

OPEN, FULL, CLOSED, CANCELLED, PAST = "open", "full", "closed", "cancelled", "past"


class _Mixed(Said):
    """Markup, in the language of the page: a name among its words keeps its own."""

    @classmethod
    def of(cls, words: str, name: str) -> Self:
        return cls(format_html("{}, {}", words, in_its_own(name)), get_language() or SOURCE)

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class SessionLink:
    title: str
    url: str
    detail: str
    note: str


def title_of(rdv: Rdv) -> str:
    return rdv.title or as_said(rdv.motif).name


def zone_of_session(rdv: Rdv) -> ZoneInfo:
    return ZoneInfo(rdv.organisation.time_zone)


def session_links(
    found: Sequence[OpenSession], url_of: Callable[[OpenSession], str] | None = None
) -> list[SessionLink]:
    """Each named by its day and hour, and by its place when several begin together: links are also read as a list,
    without what is around. `url_of`: where they lead, when not to the page of everybody.
    """
    starts = Counter(each.rdv.starts_at for each in found)
    url = url_of or _public_url
    return [_link(each, url(each), alone=starts[each.rdv.starts_at] == 1) for each in found]


def _public_url(found: OpenSession) -> str:
    return reverse("citizens:atelier", args=[found.rdv.pk])


def _link(found: OpenSession, url: str, *, alone: bool) -> SessionLink:
    rdv = found.rdv
    when = insecables(date_heure(rdv.starts_at, zone_of_session(rdv)))
    place = name_of(rdv.motif, rdv.lieu)
    when = when[:1].upper() + when[1:]
    motif = as_said(rdv.motif).name
    names = [title_of(rdv), *([motif] if rdv.title and rdv.title != rdv.motif.name else [])]
    detail = [*map(in_its_own, [*names, place]), duree(rdv.ends_at - rdv.starts_at)]
    return SessionLink(
        title=in_the_page(when) if alone else _Mixed.of(when, place),
        url=url,
        detail=format_html_join(" · ", "{}", ([each] for each in detail)),
        note=_seats_text(found.seats_left),
    )


def _seats_text(left: int) -> str:
    if not left:
        return _("complet")
    return (ngettext("%(left)d place", "%(left)d places", left) % {"left": left}).replace(" ", NO_BREAK)


def list_context(
    found: Sequence[OpenSession], *, lieux: Sequence[Lieu], lieu_slug: str, motif: Motif | None
) -> dict[str, Any]:
    """`lieux`: those to filter by, when there is a choice."""
    return {
        "seances": session_links(found),
        "motif": as_said(motif) if motif else None,
        "lieux": [("", _("Tous les lieux")), *((lieu.slug, lieu.name) for lieu in lieux)],
        "choix_lieux": len(lieux) > 1 or bool(lieu_slug),
        "lieu_choisi": lieu_slug,
        "filtre": bool(lieu_slug or motif),
        "telephone": (motif.organisation.phone if motif else "") or current().phone,
    }


def state_of(found: OpenSession, now: datetime) -> str:
    rdv = found.rdv
    if rdv.is_cancelled:
        return CANCELLED
    if rdv.starts_at <= now:
        return PAST
    if not window_of(rdv.motif, now).holds(rdv.starts_at):
        return CLOSED
    return OPEN if found.seats_left else FULL


def session_context(found: OpenSession, *, others: Sequence[OpenSession], now: datetime) -> dict[str, Any]:
    """`others`: sessions of the same motif, for when this one takes nobody."""
    rdv, motif = found.rdv, as_said(found.rdv.motif)
    return {
        "rdv": rdv,
        "zone": zone_of_session(rdv),
        "titre": title_of(rdv),
        "motif": motif,
        "etat": state_of(found, now),
        "places": found.seats_left,
        "duree_min": int((rdv.ends_at - rdv.starts_at).total_seconds() // 60),
        "lieu": name_of(rdv.motif, rdv.lieu),
        "adresse": address_of(rdv.motif, rdv.lieu),
        "a_apporter": pieces_for(motif, {}),
        "autres": session_links([each for each in others if each.rdv.pk != rdv.pk][:3]),
        "url_seance": reverse("citizens:atelier", args=[rdv.pk]),
        "url_seances": reverse("citizens:ateliers"),
        "telephone": (rdv.lieu.phone if rdv.lieu else "") or rdv.organisation.phone or current().phone,
    }
