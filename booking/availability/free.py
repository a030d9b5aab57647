"""What is left of an opening once closed days, absences and occupations are taken away.

The free-time index and every search are built on these two functions, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, tzinfo
from itertools import chain
from typing import NamedTuple

from booking.availability.interval import Interval, merge, subtract, touching
from booking.availability.schedule import Schedule, by_day, occurrences
from booking.availability.wall_clock import ONE_DAY, whole_day


class FreeSpan(NamedTuple):
    """Free time inside one unbroken `opening`, which begins on local `day`."""

    day: date
    opening: Interval
    free: Interval


def busy_time(
    *,
    zone: tzinfo,
    first_day: date,
    last_day: date,
    closed_days: Iterable[date] = (),
    absences: Iterable[Schedule] = (),
    taken: Iterable[Interval] = (),
) -> list[Interval]:
    """All that what opens on first_day … last_day can run into, the night after included, merged."""
    last_day += ONE_DAY
    closed = (whole_day(day, zone) for day in closed_days if first_day <= day <= last_day)
    away = (each for absence in absences for each in occurrences(absence, zone, first_day, last_day))
    return merge(chain(closed, away, taken))


def free_spans(
    schedule: Schedule, *, zone: tzinfo, first_day: date, last_day: date, busy: Sequence[Interval]
) -> Iterator[FreeSpan]:
    """Free time of one plage on one lane, by day and start, for what opens on first_day … last_day.

    `busy` is merged, as `busy_time` returns it.
    """
    for day, openings in by_day(schedule, zone, first_day, last_day):
        for opening in openings:
            for free in subtract([opening], touching(busy, opening)):
                yield FreeSpan(day, opening, free)
