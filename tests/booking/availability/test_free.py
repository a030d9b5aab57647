from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from booking.availability.free import FreeSpan, busy_time, free_spans
from booking.availability.interval import Interval
from tests.booking.availability.making import MONDAY, PARIS, paris, span, spans, weekly
from tests.booking.availability.strategies import EPOCH, intervals, places_and_days, schedules

DAY = timedelta(days=1)


def test_a_day_without_busy_time_is_free_whole() -> None:
    opened = Interval(paris("2026-01-12T09:00"), paris("2026-01-12T11:00"))
    found = free_spans(weekly(1), zone=PARIS, first_day=MONDAY, last_day=MONDAY, busy=[])
    assert list(found) == [FreeSpan(MONDAY, opened, opened)]


def test_each_piece_remembers_its_opening() -> None:
    found = list(
        free_spans(
            weekly(1, text="09:00-11:00 14:00-15:00"),
            zone=PARIS,
            first_day=MONDAY,
            last_day=MONDAY,
            busy=spans("08:15-08:45"),
        )
    )
    assert [each.free for each in found] == spans("08:00-08:15 08:45-10:00 13:00-14:00")
    assert [each.opening for each in found] == spans("08:00-10:00 08:00-10:00 13:00-14:00")


def test_closed_days_absences_and_occupations_are_one_busy_time() -> None:
    busy = busy_time(
        zone=PARIS,
        first_day=MONDAY,
        last_day=MONDAY,
        closed_days=[MONDAY + DAY, MONDAY + 9 * DAY],
        absences=[weekly(1, text="20:00-00:00")],
        taken=spans("08:00-09:00 08:30-09:30"),
    )
    night_and_closed_tuesday = Interval(paris("2026-01-12T20:00"), paris("2026-01-14T00:00"))
    assert busy == [span("08:00-09:30"), night_and_closed_tuesday]


@given(st.data(), places_and_days)
def test_a_day_computed_alone_is_the_day_computed_among_others(
    data: st.DataObject, place: tuple[ZoneInfo, date]
) -> None:
    """What the index relies on: an agenda-day can be rewritten without its neighbours."""
    zone, day = place
    schedule, absence = data.draw(schedules(day)), data.draw(schedules(day))
    shift = timedelta(days=(day - EPOCH.date()).days)
    drawn = data.draw(st.lists(intervals(within=3 * 24 * 60), max_size=5))
    taken = [Interval(each.start + shift, each.end + shift) for each in drawn]

    def computed(first_day: date, last_day: date) -> list[FreeSpan]:
        busy = busy_time(
            zone=zone,
            first_day=first_day,
            last_day=last_day,
            closed_days=[day + DAY],
            absences=[absence],
            taken=taken,
        )
        return list(free_spans(schedule, zone=zone, first_day=first_day, last_day=last_day, busy=busy))

    days = [day + shift * DAY for shift in range(-3, 4)]
    assert computed(days[0], days[-1]) == [each for one in days for each in computed(one, one)]
