"""One week of bookable times, lieu by lieu, as a citizen chooses."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import local_day
from booking.models import Lieu, Motif
from booking.queries.creneaux import Creneau, creneaux, delays_of, next_by_lieu
from booking.queries.motifs import lieux_of
from booking.queries.spelling import plain
from booking.vocabulary import Modalite

OPEN_AT_MOST = 3
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is received and its earliest time. `lieu` is None for an rdv that happens nowhere (by phone)."""

    lieu: Lieu | None
    next_start: datetime | None


@dataclass(frozen=True, slots=True)
class OpenPlace:
    place: Place
    # Local starts, by day.
    days: Mapping[date, list[datetime]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Week:
    """`previous` and `next` are Mondays: None before the earliest time, and where the delays stop."""

    monday: date
    zone: ZoneInfo
    previous: date | None
    next: date | None
    places: list[OpenPlace]
    others: list[Place]

    @property
    def is_empty(self) -> bool:
        return not any(each.days for each in self.places)

    @property
    def next_start(self) -> datetime | None:
        """The earliest time of the places shown."""
        return min((each.place.next_start for each in self.places if each.place.next_start), default=None)


def zone_of(motif: Motif) -> ZoneInfo:
    return ZoneInfo(motif.organisation.time_zone)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(motif: Motif, *, now: datetime, monday: date | None = None, lieu_slug: str = "") -> Week:
    """The week asked for, or that of the earliest time when it is not given or out of the delays.

    A known `lieu_slug` opens that lieu alone; otherwise the three soonest are open. Four queries at most.
    """
    zone = zone_of(motif)
    opened, others = _split(_places(motif, now), lieu_slug)
    window = delays_of(motif).window(now)
    first, last = (monday_of(local_day(end, zone)) for end in (window.first, window.last))
    soonest = min((each.next_start for each in opened if each.next_start), default=window.first)
    earliest = monday_of(local_day(soonest, zone))
    if monday is None or not first <= monday <= last:
        monday = earliest
    return Week(
        monday=monday,
        zone=zone,
        previous=monday - A_WEEK if monday > earliest else None,
        next=monday + A_WEEK if monday < last else None,
        places=_days(motif, opened, monday, zone, now),
        others=others,
    )


def _places(motif: Motif, now: datetime) -> list[Place]:
    """An rdv that happens nowhere first, then the soonest; lieux without any time at the end."""
    lieux = {lieu.pk: lieu for lieu in lieux_of(motif)}
    somewhere = motif.modalite == Modalite.ON_SITE
    soonest = next_by_lieu(motif, now=now, lieu_ids=list(lieux) if somewhere else None)
    places = [Place(lieu, _start(soonest.get(pk))) for pk, lieu in lieux.items()]
    if not somewhere and None in soonest:
        places.append(Place(None, soonest[None].start))
    return sorted(places, key=_rank)


def _rank(place: Place) -> tuple[bool, bool, datetime, str]:
    start = place.next_start or datetime.max.replace(tzinfo=UTC)
    return (
        place.lieu is not None,
        place.next_start is None,
        start,
        plain(place.lieu.name) if place.lieu else "",
    )


def _start(creneau: Creneau | None) -> datetime | None:
    return creneau.start if creneau else None


def _split(places: list[Place], lieu_slug: str) -> tuple[list[Place], list[Place]]:
    chosen = [each for each in places if each.lieu and each.lieu.slug == lieu_slug]
    opened = chosen or places[:OPEN_AT_MOST]
    return opened, [each for each in places if each not in opened]


def _days(
    motif: Motif, opened: Collection[Place], monday: date, zone: ZoneInfo, now: datetime
) -> list[OpenPlace]:
    lieu_ids = [each.lieu.pk for each in opened if each.lieu]
    found = creneaux(
        motif,
        # An opening across midnight belongs to the day it begins.
        first_day=monday - timedelta(days=1),
        last_day=monday + A_WEEK,
        now=now,
        lieu_ids=lieu_ids if len(lieu_ids) == len(opened) else None,
    )
    by_lieu = _by_lieu(found, monday, zone)
    return [OpenPlace(each, by_lieu.get(each.lieu.pk if each.lieu else None, {})) for each in opened]


def _by_lieu(
    found: Iterable[Creneau], monday: date, zone: ZoneInfo
) -> dict[int | None, dict[date, list[datetime]]]:
    """Several agendas free at one time are one time."""
    by_lieu: dict[int | None, dict[date, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for lieu_id, start in sorted({(each.lieu_id, each.start) for each in found}, key=lambda each: each[1]):
        local = start.astimezone(zone)
        if monday <= local.date() < monday + A_WEEK:
            by_lieu[lieu_id][local.date()].append(local)
    return by_lieu
