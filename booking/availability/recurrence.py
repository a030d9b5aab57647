"""Which dates a repeating thing falls on."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LAST = -1
LONGEST_INTERVAL = 120


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Counted from an anchor, the first day.

    By week: on `weekdays` (ISO numbers; none means the anchor's own) of one week out of `interval`, weeks
    running from Monday. By month: on the `nth` such weekday (`LAST` for the last one), or without `nth` on
    the anchor's day of the month; a month that lacks it has nothing. `until` is included.
    """

    every: Every
    interval: int = 1
    weekdays: frozenset[int] = frozenset()
    nth: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= LONGEST_INTERVAL:
            raise ValueError("a recurrence happens at least once in a few years")
        if not self.weekdays <= set(range(1, 8)):
            raise ValueError("weekdays go from 1 (Monday) to 7")
        if self.nth is not None and (self.every is Every.WEEK or self.nth not in (1, 2, 3, 4, 5, LAST)):
            raise ValueError("`nth` goes from 1 to 5, or is the last, and only by month")

    def dates(self, anchor: date, first: date, last: date) -> Iterator[date]:
        """Those of first … last, both included, found without walking from the anchor."""
        first = max(first, anchor)
        last = min(last, self.until) if self.until else last
        if first > last:
            return
        days = self._by_week if self.every is Every.WEEK else self._by_month
        for day in days(anchor, first, last):
            if first <= day <= last:
                yield day

    def _weekdays(self, anchor: date) -> list[int]:
        return sorted(self.weekdays) or [anchor.isoweekday()]

    def _by_week(self, anchor: date, first: date, last: date) -> Iterator[date]:
        monday = anchor - timedelta(days=anchor.weekday())
        weeks = (first - monday).days // 7
        monday += timedelta(weeks=weeks - weeks % self.interval)
        while monday <= last:
            for weekday in self._weekdays(anchor):
                yield monday + timedelta(days=weekday - 1)
            monday += timedelta(weeks=self.interval)

    def _by_month(self, anchor: date, first: date, last: date) -> Iterator[date]:
        origin = anchor.year * 12 + anchor.month - 1
        months = first.year * 12 + first.month - 1 - origin
        months -= months % self.interval
        while True:
            year, month = divmod(origin + months, 12)
            if date(year, month + 1, 1) > last:
                return
            yield from self._in_month(anchor, year, month + 1)
            months += self.interval

    def _in_month(self, anchor: date, year: int, month: int) -> list[date]:
        if self.nth is None:
            numbers = [anchor.day]
        else:
            numbers = [_nth_weekday(year, month, weekday, self.nth) for weekday in self._weekdays(anchor)]
        length = monthrange(year, month)[1]
        return [date(year, month, number) for number in sorted(numbers) if number <= length]


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> int:
    """Its day of the month; beyond the month's length when there is no fifth one."""
    first_weekday, length = monthrange(year, month)
    first = 1 + (weekday - 1 - first_weekday) % 7
    return first + (length - first) // 7 * 7 if nth == LAST else first + (nth - 1) * 7
