"""Between which instants a start is wanted, and allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from booking.availability.interval import in_utc
from booking.availability.wall_clock import MIDNIGHT, add_months, instant

_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Window:
    """From `first` to `last`, both included. Kept in UTC, like intervals."""

    first: datetime
    last: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", in_utc(self.first))
        object.__setattr__(self, "last", in_utc(self.last))
        if self.last < self.first:
            raise ValueError(f"a window ends after it starts: {self.first} – {self.last}")

    def holds(self, moment: datetime) -> bool:
        return self.first <= moment <= self.last

    def meet(self, other: Window) -> Window | None:
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Window(first, last) if first <= last else None


@dataclass(frozen=True, slots=True)
class Delays:
    """How soon and how late a citizen may book. Real seconds; never bind agents."""

    minimum: timedelta = timedelta(seconds=1800)
    maximum: timedelta = timedelta(seconds=7_889_238)

    def __post_init__(self) -> None:
        if not timedelta() <= self.minimum <= self.maximum:
            raise ValueError("the minimum delay is not above the maximum delay")

    def window(self, now: datetime) -> Window:
        now = in_utc(now)
        return Window(now + self.minimum, now + self.maximum)


def whole_days(first_day: date, last_day: date, zone: tzinfo) -> Window:
    return Window(instant(first_day, MIDNIGHT, zone), instant(last_day, _LAST_SECOND, zone))


def months_from(first: datetime, zone: tzinfo, months: int) -> Window:
    """To the end of the same day of the month, so many months later."""
    last_day = add_months(first.astimezone(zone).date(), months)
    return Window(first, instant(last_day, _LAST_SECOND, zone))
