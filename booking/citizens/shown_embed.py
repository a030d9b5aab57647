"""A week as a short list of links: enough to choose, inside somebody else's page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from booking.citizens.shown_motifs import detail_of
from booking.citizens.shown_week import name_of, slug_of
from booking.models import Lieu, Motif
from booking.queries.said import as_said
from booking.queries.sessions import OpenSession
from booking.queries.week import OpenPlace, Week, monday_of

TIMES_BY_LIEU = 6


@dataclass(frozen=True, slots=True)
class EmbeddedTime:
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class EmbeddedPlace:
    name: str
    address: str
    times: list[EmbeddedTime]


def embed_context(
    motif: Motif, week: Week, sessions: Sequence[OpenSession], *, lieu_slug: str
) -> dict[str, Any]:
    """The times, or the sessions of a motif for several people at once."""
    shown = [_place(motif, each, week) for each in week.places]
    if not any(each.times for each in shown):
        shown = _held_at(motif, sessions, week)
    return {
        "motif": as_said(motif),
        "detail": detail_of(motif),
        "lieux": [each for each in shown if each.times],
        "url_creneaux": slots_address(motif, lieu_slug=lieu_slug),
    }


def slots_address(motif: Motif, *, day: date | None = None, lieu_slug: str = "") -> str:
    asked = {}
    if day:
        year, number, _ = monday_of(day).isocalendar()
        asked["semaine"] = f"{year}-W{number:02d}"
    if lieu_slug:
        asked["lieu"] = lieu_slug
    address = reverse("citizens:creneaux", args=[motif.slug])
    return f"{address}?{urlencode(asked)}" if asked else address


def _place(motif: Motif, opened: OpenPlace, week: Week) -> EmbeddedPlace:
    lieu = opened.place.lieu
    starts = [start for day in sorted(opened.days) for start in opened.days[day]]
    if not starts and opened.place.next_start:
        starts = [opened.place.next_start.astimezone(week.zone)]
    return EmbeddedPlace(
        name=name_of(motif, lieu),
        address=lieu.address if lieu else "",
        times=[_time(motif, start, lieu) for start in starts[:TIMES_BY_LIEU]],
    )


def _held_at(motif: Motif, sessions: Sequence[OpenSession], week: Week) -> list[EmbeddedPlace]:
    places: dict[int | None, EmbeddedPlace] = {}
    for rdv in (each.rdv for each in sessions):
        lieu = rdv.lieu
        place = places.setdefault(
            rdv.lieu_id, EmbeddedPlace(name_of(motif, lieu), lieu.address if lieu else "", [])
        )
        url = reverse("citizens:atelier", args=[rdv.pk])
        place.times.append(EmbeddedTime(rdv.starts_at.astimezone(week.zone), url))
    return [replace(each, times=each.times[:TIMES_BY_LIEU]) for each in places.values()]


def _time(motif: Motif, start: datetime, lieu: Lieu | None) -> EmbeddedTime:
    return EmbeddedTime(start, slots_address(motif, day=start.date(), lieu_slug=slug_of(lieu)))
