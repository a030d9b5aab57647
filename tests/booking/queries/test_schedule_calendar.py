"""A calendar that reads the file finds the very hours that the engine finds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rruleset, rrulestr  # type: ignore[import-untyped]
from icalendar import Calendar

from booking.availability.recurrence import LAST, Every, Recurrence
from booking.availability.schedule import Period, Schedule, by_day
from booking.queries.schedule_calendar import Gone, Shown, Stamp, first_starts, schedules_calendar
from foundation.tenancy import in_tenant
from tenants.models import Tenant

PARIS = ZoneInfo("Europe/Paris")
# A Thursday, before the clocks go forward.
FIRST = date(2026, 3, 5)
UNTIL = FIRST + timedelta(days=730)
MORNING, EVENING = Period(time(9), time(12)), Period(time(22), time(2))
STAMP = Stamp(sequence=1, now=datetime(2026, 3, 1, tzinfo=UTC))

WEEKLY = Recurrence(Every.WEEK, weekdays=frozenset({1, 4}))
ONCE = Schedule(first_day=FIRST, periods=(MORNING,))
EACH_WEEK = replace(ONCE, recurrence=WEEKLY)
RULES = {
    "each week": WEEKLY,
    "one week out of two, on earlier days of it": Recurrence(Every.WEEK, 2, frozenset({1, 3})),
    "each week, on its own day": Recurrence(Every.WEEK),
    "until a day": replace(WEEKLY, until=date(2026, 6, 4)),
    "until the eve": replace(WEEKLY, until=date(2026, 6, 3)),
    "the third Tuesday": Recurrence(Every.MONTH, weekdays=frozenset({2}), nth=3),
    "the fifth Thursday of every other month": Recurrence(Every.MONTH, 2, nth=5),
    "the last Friday": Recurrence(Every.MONTH, weekdays=frozenset({5}), nth=LAST),
    "the same day of the month": Recurrence(Every.MONTH),
}
SCHEDULES = {
    **{name: replace(ONCE, recurrence=rule) for name, rule in RULES.items()},
    "once": ONCE,
    "several days": replace(ONCE, end_day=FIRST + timedelta(days=3)),
    "the 31st": Schedule(first_day=date(2026, 3, 31), periods=(MORNING,), recurrence=Recurrence(Every.MONTH)),
    "twice a day, once over midnight": replace(EACH_WEEK, periods=(MORNING, EVENING)),
    "first date skipped": replace(EACH_WEEK, skipped=frozenset({FIRST, date(2026, 4, 6)})),
    "dates of their own": replace(
        EACH_WEEK,
        changed={
            date(2026, 3, 9): (Period(time(10), time(11)),),
            date(2026, 3, 12): (MORNING, Period(time(14), time(15))),
            date(2026, 4, 2): (MORNING, Period(time(15), time(18))),
            # Nothing happens on a Tuesday: this changes nothing.
            date(2026, 3, 10): (EVENING,),
        },
    ),
    "fewer hours on a date": replace(
        EACH_WEEK, periods=(MORNING, EVENING), changed={date(2026, 3, 9): (EVENING,)}
    ),
}


def shown(schedule: Schedule) -> Shown:
    return Shown(mark="plage:1", schedule=schedule, zone=PARIS, summary="Permanence")


def in_calendar(schedule: Schedule, gone: Gone | None = None) -> Any:
    return Calendar.from_ical(schedules_calendar([shown(schedule)], gone, STAMP))


@pytest.mark.usefixtures("at_arras")
@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES.keys())
def test_what_a_calendar_reads_is_what_the_engine_finds(schedule: Schedule) -> None:
    found = by_day(schedule, PARIS, FIRST, UNTIL)
    expected = sorted((each.start, each.end) for _, periods in found for each in periods)
    assert sorted(_read(in_calendar(schedule))) == expected


def _read(calendar: Any) -> Iterator[tuple[datetime, datetime]]:
    """As RFC 5545 says: the rule, less its exceptions, and what replaces them."""
    events = calendar.walk("VEVENT")
    replaced = {
        (event["UID"], event.decoded("RECURRENCE-ID")) for event in events if "RECURRENCE-ID" in event
    }
    for event in events:
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        starts = [start] if "RRULE" not in event else _by_rule(event, start)
        for each in starts:
            if (event["UID"], each) in replaced and "RECURRENCE-ID" not in event:
                continue
            # Added on the wall: as long as the first one, whatever the clocks do.
            yield each.astimezone(UTC), (each + (end - start)).astimezone(UTC)
        if "RDATE" in event:
            yield from (each.dt for each in event["RDATE"].dts)


def _by_rule(event: Any, start: datetime) -> list[datetime]:
    dates = rruleset()
    dates.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start))
    if "EXDATE" in event:
        for each in event["EXDATE"].dts:
            dates.exdate(each.dt)
    return dates.between(start - timedelta(1), datetime(UNTIL.year, UNTIL.month, UNTIL.day + 1, tzinfo=PARIS))


@pytest.mark.usefixtures("at_arras")
def test_series_that_are_no_more_are_removed_and_the_others_stay() -> None:
    was = first_starts(SCHEDULES["twice a day, once over midnight"], PARIS)
    assert len(was) == 2
    events = in_calendar(EACH_WEEK, Gone(mark="plage:1", summary="Permanence", was=was)).walk("VEVENT")
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CANCELLED"]
    assert len({event["UID"] for event in events}) == 2


def test_two_administrations_never_share_an_event(arras: Tenant, pas_de_calais: Tenant) -> None:
    found = set()
    for tenant in (arras, pas_de_calais):
        with in_tenant(tenant):
            found |= {event["UID"] for event in in_calendar(ONCE).walk("VEVENT")}
    assert len(found) == 2


@pytest.mark.usefixtures("at_arras")
def test_a_file_without_anything_left_removes() -> None:
    gone = Gone(mark="absence:1", summary="Absence", was=first_starts(ONCE, PARIS))
    calendar = Calendar.from_ical(schedules_calendar([], gone, STAMP))
    assert (calendar["METHOD"], len(calendar.walk("VEVENT"))) == ("CANCEL", 1)
