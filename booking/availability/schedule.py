"""When an opening or an absence happens: days, wall-clock periods, exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta, tzinfo
from itertools import chain

from booking.availability.interval import Interval, merge
from booking.availability.recurrence import Recurrence
from booking.availability.wall_clock import MIDNIGHT, ONE_DAY, instant, whole_day

# Long enough to meet the next 29 February that is also a fifth Monday.
_SEARCH_FOR_NEXT = timedelta(days=366 * 50)


@dataclass(frozen=True, slots=True)
class Period:
    """Wall-clock hours. An end not after the start is on the next day; midnight as an end closes the day."""

    start: time
    end: time

    def on(self, day: date, zone: tzinfo, end_day: date | None = None) -> Interval | None:
        """None when the hours fall in the gap of a clock change. Both ends are read on the wall, so a
        9:00–12:00 opening stays so on every date and a night across a clock change ends on time."""
        end_day = end_day or day
        if self.end == MIDNIGHT or (end_day == day and self.end <= self.start):
            end_day += ONE_DAY
        start, end = instant(day, self.start, zone), instant(end_day, self.end, zone)
        return Interval(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Schedule:
    """One day, or the days of a recurrence anchored on `first_day`, or one unbroken stretch to `end_day`.

    `skipped` and `changed` are exceptions for single dates; where nothing would happen they change nothing.
    """

    first_day: date
    periods: tuple[Period, ...]
    recurrence: Recurrence | None = None
    end_day: date | None = None
    skipped: frozenset[date] = frozenset()
    changed: Mapping[date, tuple[Period, ...]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not self.periods:
            raise ValueError("a schedule without hours")
        if self.end_day == self.first_day:
            object.__setattr__(self, "end_day", None)
        if self.end_day is None:
            every_period = chain(self.periods, *self.changed.values())
            if any(period.start == period.end != MIDNIGHT for period in every_period):
                raise ValueError("a period that starts and ends at the same time")
        elif self.recurrence or len(self.periods) > 1 or self.changed or self.end_day < self.first_day:
            raise ValueError("a stretch of several days happens once, forward, from one hour to another")

    def dates(self, first_day: date, last_day: date) -> Iterator[date]:
        """Days on which an occurrence begins."""
        if self.recurrence:
            days = self.recurrence.dates(self.first_day, first_day, last_day)
        else:
            days = iter([self.first_day] if first_day <= self.first_day <= last_day else [])
        return (day for day in days if day not in self.skipped)


def by_day(
    schedule: Schedule, zone: tzinfo, first_day: date, last_day: date
) -> Iterator[tuple[date, list[Interval]]]:
    """Day by day, the periods that begin on it (they may end on another), merged."""
    for day in schedule.dates(first_day, last_day):
        periods = schedule.changed.get(day, schedule.periods)
        found = (period.on(day, zone, schedule.end_day) for period in periods)
        yield day, merge(interval for interval in found if interval)


def occurrences(schedule: Schedule, zone: tzinfo, first_day: date, last_day: date) -> list[Interval]:
    """Whole periods that share some time with the local days first_day … last_day, sorted."""
    reach = ONE_DAY + ((schedule.end_day - schedule.first_day) if schedule.end_day else timedelta())
    asked = Interval(whole_day(first_day, zone).start, whole_day(last_day, zone).end)
    days = by_day(schedule, zone, first_day - reach, last_day)
    return [each for _, periods in days for each in periods if each.overlaps(asked)]


def split_from(schedule: Schedule, day: date) -> tuple[Schedule | None, Schedule | None]:
    """What stays before `day`, and "this and following", to be changed freely.

    The rest is anchored on its first date by the rule, skipped or not, so that the rhythm of one week out
    of two goes on. A side without any date is None.
    """
    rule = schedule.recurrence
    if rule is None:
        raise ValueError("only a recurrence can be split")
    eve = day - ONE_DAY
    before = next(rule.dates(schedule.first_day, schedule.first_day, eve), None)
    following = next(rule.dates(schedule.first_day, day, rule.until or day + _SEARCH_FOR_NEXT), None)
    stop = min(eve, rule.until or eve)
    return (
        _part(schedule, schedule.first_day, replace(rule, until=stop)) if before else None,
        _part(schedule, following, rule) if following else None,
    )


def _part(schedule: Schedule, first_day: date, rule: Recurrence) -> Schedule:
    last_day = rule.until or date.max
    return replace(
        schedule,
        first_day=first_day,
        recurrence=rule,
        skipped=frozenset(day for day in schedule.skipped if first_day <= day <= last_day),
        changed={day: hours for day, hours in schedule.changed.items() if first_day <= day <= last_day},
    )
