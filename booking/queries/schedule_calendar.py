"""Plages d'ouverture and absences as a calendar file: each period of their hours is an event of its own.

The same UID and a higher SEQUENCE replace or remove what a calendar knows. Unlike an rdv, what recurs is said in
local time, with its zone, or it would shift by an hour at the next clock change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from uuid import UUID, uuid5

from icalendar import Event

from booking.availability.interval import Interval
from booking.availability.recurrence import Every, Recurrence
from booking.availability.schedule import Period, Schedule
from booking.availability.wall_clock import instant, whole_day
from booking.queries.calendar import calendar_file
from foundation.tenancy import current

NAMESPACE = UUID("0b0c7b52-5a5b-4c0e-9a53-6f7a1d3f2f10")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {Every.WEEK: "WEEKLY", Every.MONTH: "MONTHLY"}
# The longest wait for a first date: an interval of 120 months.
SEARCHED = timedelta(days=366 * 11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`mark` names it for ever ("plage:12"). `busy`: its time is taken."""

    mark: str
    schedule: Schedule
    zone: tzinfo
    summary: str
    location: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The series of `mark`, which began when `was` says: those that are not shown are no more."""

    mark: str
    summary: str
    was: Sequence[datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    sequence: int
    now: datetime


def schedules_calendar(shown: Sequence[Shown], gone: Gone | None, stamp: Stamp) -> bytes:
    """A file that removes when nothing is shown."""
    kept = [event for each in shown for event in _events(each, stamp)]
    known = {event["uid"] for event in kept}
    removed = [event for event in _removed(gone, stamp) if event["uid"] not in known] if gone else []
    since = min((each.schedule.first_day for each in shown), default=None)
    return calendar_file([*kept, *removed], cancelled=not kept, zones_since=since)


def first_starts(schedule: Schedule, zone: tzinfo) -> tuple[datetime, ...]:
    """Of each series that the file holds, in order."""
    found = (next(_occurrences(schedule, number, zone), None) for number in range(_series(schedule)))
    return tuple(first[1].start for first in found if first)


def _series(schedule: Schedule) -> int:
    """Some date may have more periods than the others."""
    return max(len(hours) for hours in (schedule.periods, *schedule.changed.values()))


def _occurrences(schedule: Schedule, number: int, zone: tzinfo) -> Iterator[tuple[date, Interval]]:
    """Of the usual hours of that number, skipped dates included: the rule is anchored on the first. Of what only some
    dates have, those dates.
    """
    if number < len(schedule.periods):
        days: Iterable[date] = _days(schedule, schedule.first_day, schedule.first_day + SEARCHED)
        hours = ((day, schedule.periods[number]) for day in days)
    else:
        exceptions = sorted(
            (day, periods) for day, periods in schedule.changed.items() if len(periods) > number
        )
        hours = ((day, periods[number]) for day, periods in exceptions if _happens(schedule, day))
    for day, period in hours:
        if during := period.on(day, zone, schedule.end_day):
            yield day, during


def _days(schedule: Schedule, first: date, last: date) -> Iterator[date]:
    if schedule.recurrence is None:
        return iter([schedule.first_day])
    return schedule.recurrence.dates(schedule.first_day, first, last)


def _happens(schedule: Schedule, day: date) -> bool:
    return day not in schedule.skipped and day in _days(schedule, day, day)


def _events(shown: Shown, stamp: Stamp) -> Iterator[Event]:
    for number in range(_series(shown.schedule)):
        if number < len(shown.schedule.periods):
            yield from _usual(shown, number, stamp)
        else:
            yield from _now_and_then(shown, number, stamp)


def _usual(shown: Shown, number: int, stamp: Stamp) -> Iterator[Event]:
    schedule, usual = shown.schedule, shown.schedule.periods[number]
    first = next(_occurrences(schedule, number, shown.zone), None)
    if first is None:
        return
    event = _event(shown, number, stamp)
    _at(event, first[1], shown.zone)
    if schedule.recurrence:
        event.add("rrule", _rule(schedule, schedule.recurrence, shown.zone))
    changed = {day: hours for day, hours in sorted(schedule.changed.items()) if _happens(schedule, day)}
    without = schedule.skipped | {day for day, hours in changed.items() if len(hours) <= number}
    if without:
        event.add("exdate", [_local(day, usual, shown.zone) for day in sorted(without)])
    yield event
    for day, hours in changed.items():
        if len(hours) > number and (during := hours[number].on(day, shown.zone)):
            exception = _event(shown, number, stamp)
            exception.add("recurrence-id", _local(day, usual, shown.zone))
            _at(exception, during, shown.zone)
            yield exception


def _now_and_then(shown: Shown, number: int, stamp: Stamp) -> Iterator[Event]:
    """Dates that no rule gives, each with hours of its own."""
    found = [during for _, during in _occurrences(shown.schedule, number, shown.zone)]
    if found:
        event = _event(shown, number, stamp)
        _at(event, found[0], UTC)
        if rest := [(each.start, each.end) for each in found[1:]]:
            event.add("rdate", rest, parameters={"VALUE": "PERIOD"})
        yield event


def _removed(gone: Gone, stamp: Stamp) -> Iterator[Event]:
    for number, start in enumerate(gone.was):
        event = _named(gone.mark, number, stamp)
        event.add("status", "CANCELLED")
        event.add("summary", gone.summary)
        event.add("dtstart", start.astimezone(UTC))
        yield event


def _event(shown: Shown, number: int, stamp: Stamp) -> Event:
    event = _named(shown.mark, number, stamp)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE" if shown.busy else "TRANSPARENT")
    event.add("summary", shown.summary)
    if shown.location:
        event.add("location", shown.location)
    return event


def _named(mark: str, number: int, stamp: Stamp) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE, f"{current().id}:{mark}:{number}")))
    event.add("dtstamp", stamp.now.astimezone(UTC))
    event.add("sequence", stamp.sequence)
    return event


def _at(event: Event, during: Interval, zone: tzinfo) -> None:
    event.add("dtstart", during.start.astimezone(zone))
    event.add("dtend", during.end.astimezone(zone))


def _local(day: date, hours: Period, zone: tzinfo) -> datetime:
    return instant(day, hours.start, zone).astimezone(zone)


def _rule(schedule: Schedule, rule: Recurrence, zone: tzinfo) -> dict[str, object]:
    said: dict[str, object] = {"freq": FREQUENCIES[rule.every], "interval": rule.interval}
    weekdays = sorted(rule.weekdays) or [schedule.first_day.isoweekday()]
    if rule.every is Every.MONTH and rule.nth is None:
        said["bymonthday"] = schedule.first_day.day
    else:
        said["byday"] = [f"{rule.nth or ''}{WEEKDAYS[day - 1]}" for day in weekdays]
    if rule.until:
        said["until"] = whole_day(rule.until, zone).end - timedelta(seconds=1)
    return said
