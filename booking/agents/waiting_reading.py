"""The waiting list in the words of the agents' pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.models import FileAttente, Motif
from booking.queries.people import unit_of
from booking.vocabulary import CreatedBy
from foundation.web.components.typography import date_heure, date_longue, heure


@dataclass(frozen=True, slots=True)
class PlaceLine:
    place_id: UUID
    rank: int
    who: str
    # What is kept for them at this moment; empty while they wait.
    kept: str
    facts: Sequence[str]


@dataclass(frozen=True, slots=True)
class MotifQueue:
    name: str
    lines: Sequence[PlaceLine]


def queues(places: Sequence[FileAttente]) -> list[MotifQueue]:
    """Expects them by motif, in the order of ranks."""
    several = len({each.motif.organisation_id for each in places}) > 1
    return [
        MotifQueue(_name(found[0].motif, several), [_line(each, rank) for rank, each in enumerate(found, 1)])
        for found in (list(group) for _, group in groupby(places, key=lambda each: each.motif_id))
    ]


def _name(motif: Motif, several: bool) -> str:
    return f"{motif.name}, {motif.organisation.name}" if several else motif.name


def _line(place: FileAttente, rank: int) -> PlaceLine:
    zone = ZoneInfo(place.motif.organisation.time_zone)
    many = f"pour {place.people} {unit_of(place.motif)}s" if place.people > 1 else ""
    instead = f"a rendez-vous le {date_heure(place.rdv.starts_at, zone)}" if place.rdv else ""
    facts = (
        f"Depuis le {date_longue(place.created_at.astimezone(zone))}",
        f"jusqu’au {date_longue(place.last_day)}",
        many,
        instead,
        "inscrit par un agent" if place.created_by == CreatedBy.AGENT else "",
    )
    return PlaceLine(place.pk, rank, str(place.usager), _kept(place, zone), [each for each in facts if each])


def _kept(place: FileAttente, zone: ZoneInfo) -> str:
    offer = next(iter(place.offers.all()), None)
    if offer is None:
        return ""
    where = f", {offer.lieu.name}" if offer.lieu else ""
    until = f"réponse avant {heure(offer.until.astimezone(zone))}"
    return f"{date_heure(offer.starts_at, zone)}{where} ({until})"
