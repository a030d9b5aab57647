"""The times an rdv may move to, with its own shown among them, and what is said once it has moved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from booking.citizens.choices import Choice, read_choice
from booking.citizens.shown_rdv import ShownRdv
from booking.citizens.shown_week import alternatives_context, slug_of, week_context
from booking.models import Motif, Rdv
from booking.queries.alternatives import Alternative
from booking.queries.motifs import lieu_of
from booking.queries.week import OpenPlace, Week
from foundation.web.components.slots import CreneauDay, LieuCard, OfferedCreneau
from foundation.web.components.typography import date_heure

# Where it was: travels with the buttons, so that a second click is told the same.
BEFORE = "avant"
BEFORE_AT_MOST = 101


def place_of(rdv: Rdv) -> Choice:
    """When and where it is now, as a button would say it."""
    return Choice(rdv.starts_at, slug_of(rdv.lieu))


def move_context(seen: ShownRdv, motif: Motif, week: Week, *, lieu_slug: str) -> dict[str, Any]:
    rdv = seen.participation.rdv
    shown = week_context(motif, week, lieu_slug=lieu_slug)
    mine = OfferedCreneau(rdv.starts_at.astimezone(week.zone), "", current=True)
    cards = [
        _with(mine, card) if _lieu_id(opened) == rdv.lieu_id else card
        for card, opened in zip(shown["lieux"], week.places, strict=True)
    ]
    # For as many as it was booked for: there is nothing to choose.
    return {**seen.context(), **shown, "combien": None, "lieux": cards, **_buttons(seen)}


def taken_context(seen: ShownRdv, motif: Motif, offered: Iterable[Alternative]) -> dict[str, Any]:
    return {**seen.context(), **alternatives_context(motif, offered, {}), **_buttons(seen)}


@dataclass(frozen=True, slots=True)
class Former:
    """When the rdv was to be, and where if that changed."""

    when: str
    lieu: str


def before_in(data: Any) -> str:
    """No longer than a button writes it."""
    return str(data.get(BEFORE, ""))[:BEFORE_AT_MOST]


def former_of(seen: ShownRdv, text: str) -> Former | None:
    """What the address of the page says of it; None when it says nothing, or the place where it still is."""
    rdv = seen.participation.rdv
    try:
        before = read_choice(text)
    except ValueError:
        return None
    if before == place_of(rdv) or not seen.is_to_come:
        return None
    left = lieu_of(rdv.motif, before.lieu_slug) if before.lieu_slug != slug_of(rdv.lieu) else None
    return Former(date_heure(before.start, seen.zone), left.name if left else "")


def _buttons(seen: ShownRdv) -> dict[str, Any]:
    """They post to the page that moves, not to the one that books."""
    rdv, token = seen.participation.rdv, seen.participation.link_token
    return {
        "url_creneaux": reverse("citizens:deplacer", args=[token]),
        "saisie": {BEFORE: str(place_of(rdv))},
        "actuel": date_heure(rdv.starts_at, seen.zone),
    }


def _lieu_id(opened: OpenPlace) -> int | None:
    return opened.place.lieu.pk if opened.place.lieu else None


def _with(mine: OfferedCreneau, card: LieuCard) -> LieuCard:
    """The rdv's own time among those of its day, when that day is shown. A colleague free then is no other time."""
    days = [
        CreneauDay(each.day, [*(other for other in each.creneaux if other.start != mine.start), mine])
        if each.day == mine.start.date()
        else each
        for each in card.days
    ]
    soonest = card.next_creneau
    return replace(card, days=days, next_creneau=soonest if soonest and soonest.start != mine.start else None)
