"""Searches of bookable times. They read the free-time index and nothing else: one query each."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from booking.availability.interval import Interval
from booking.availability.starts import Grid, starts
from booking.availability.window import Delays, Window
from booking.models import FreeTime, Motif


@dataclass(frozen=True, slots=True, order=True)
class Creneau:
    """A bookable moment; `start` in UTC. Never stored."""

    start: datetime
    lieu_id: int | None
    agenda_id: int


def grid_of(motif: Motif) -> Grid:
    return Grid(
        duration=motif.duration, step=motif.step, before=motif.buffer_before, after=motif.buffer_after
    )


def delays_of(motif: Motif) -> Delays:
    return Delays(timedelta(seconds=motif.min_delay_s), timedelta(seconds=motif.max_delay_s))


def creneaux(
    motif: Motif,
    *,
    first_day: date,
    last_day: date,
    now: datetime,
    lieu_ids: Collection[int] | None = None,
    within_delays: bool = True,
) -> list[Creneau]:
    """Every start on the days asked, sorted, one per (time, lieu, agenda). Agents search with `within_delays=False`."""
    window = (
        delays_of(motif).window(now)
        if within_delays
        else Window(now, datetime.max.replace(tzinfo=now.tzinfo))
    )
    rows = _rows(motif, first_day, last_day, lieu_ids)
    return sorted({creneau for row in rows for creneau in _cut(row, motif, now, window)})


def next_by_lieu(
    motif: Motif, *, now: datetime, lieu_ids: Collection[int] | None = None
) -> Mapping[int | None, Creneau]:
    """The earliest time of each lieu within the citizens' delays; lieux without any are absent."""
    window = delays_of(motif).window(now)
    last_day = window.last.date() + timedelta(days=1)
    first_day = window.first.date() - timedelta(days=1)
    found: dict[int | None, Creneau] = {}
    for row in _rows(motif, first_day, last_day, lieu_ids).iterator(chunk_size=500):
        known = found.get(row.lieu_id)
        # A day may begin before the previous one ends (openings across midnight): look one day further.
        if known and known.start.date() < row.day - timedelta(days=1):
            if lieu_ids is not None and len(found) == len(lieu_ids):
                break
            continue
        best = min(_cut(row, motif, now, window), default=None)
        if best and (known is None or best < known):
            found[row.lieu_id] = best
    return found


def nearest(
    motif: Motif, *, around: datetime, now: datetime, lieu_id: int | None = None, count: int = 3
) -> list[Creneau]:
    """The times closest to one that has just been taken, in the order of the day, within two weeks."""
    day = around.date()
    fortnight = timedelta(days=14)
    lieu_ids = None if lieu_id is None else [lieu_id]
    found = creneaux(motif, first_day=day - fortnight, last_day=day + fortnight, now=now, lieu_ids=lieu_ids)
    by_start = {each.start: each for each in found if each.start != around}
    closest = sorted(by_start.values(), key=lambda each: (abs(each.start - around), each))
    return sorted(closest[:count])


def _rows(
    motif: Motif, first_day: date, last_day: date, lieu_ids: Collection[int] | None
) -> QuerySet[FreeTime]:
    rows = FreeTime.objects.filter(plage__motifs=motif, day__range=(first_day, last_day)).order_by("day")
    return rows if lieu_ids is None else rows.filter(lieu__in=lieu_ids)


def _cut(row: FreeTime, motif: Motif, now: datetime, window: Window) -> Iterator[Creneau]:
    for start, end in row.free:
        for moment in starts(Interval(start, end), grid_of(motif), now=now, opened_at=start):
            if window.holds(moment):
                yield Creneau(moment, row.lieu_id, row.agenda_id)
