"""Short ways to write moments and openings in the tests of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.availability.interval import Interval
from booking.availability.keys import Id
from booking.availability.question import Opening
from booking.availability.recurrence import Every, Recurrence
from booking.availability.schedule import Period, Schedule
from booking.availability.starts import Grid

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 1, 12)
HALF_HOURS = Grid(timedelta(minutes=30))
HOURS = Grid(timedelta(hours=1))


def moment(text: str, day: date = MONDAY) -> datetime:
    """`09:30` that Monday, in UTC."""
    return datetime.combine(day, time.fromisoformat(text), tzinfo=UTC)


def span(text: str, day: date = MONDAY) -> Interval:
    """`09:00-10:30` that Monday, in UTC."""
    start, end = text.split("-")
    return Interval(moment(start, day), moment(end, day))


def spans(text: str) -> list[Interval]:
    return [span(each) for each in text.split()]


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def hours(text: str = "09:00-11:00") -> tuple[Period, ...]:
    pairs = (each.split("-") for each in text.split())
    return tuple(Period(time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs)


def once(text: str = "09:00-11:00", day: date = MONDAY) -> Schedule:
    return Schedule(day, hours(text))


def weekly(
    *weekdays: int, first_day: date = MONDAY, text: str = "09:00-11:00", interval: int = 1
) -> Schedule:
    return Schedule(first_day, hours(text), Recurrence(Every.WEEK, interval, frozenset(weekdays)))


def opening(
    schedule: Schedule | None = None, *, agenda: Id = 1, lieu: Id | None = 1, number: Id | None = None
) -> Opening:
    return Opening(agenda if number is None else number, agenda, lieu, schedule or once())


def texts(moments: Sequence[datetime], zone: ZoneInfo | None = None) -> str:
    """`09:00 09:30`."""
    return " ".join(each.astimezone(zone or UTC).strftime("%H:%M") for each in moments)
