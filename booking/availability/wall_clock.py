"""From what a clock on the wall says to instants, and back."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from booking.availability.interval import Interval

MIDNIGHT = time(0)
ONE_DAY = timedelta(days=1)


def instant(day: date, at: time, zone: tzinfo) -> datetime:
    """The first of two readings where the clock is put back; where it is put forward, a time that does
    not exist is read with the offset in force before (RFC 5545), so 02:30 becomes 03:30."""
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def whole_day(day: date, zone: tzinfo) -> Interval:
    return Interval(instant(day, MIDNIGHT, zone), instant(day + ONE_DAY, MIDNIGHT, zone))


def local_day(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def add_months(day: date, months: int) -> date:
    """31 August and six months make 28 (or 29) February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
