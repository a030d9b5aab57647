from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.availability.interval import Interval
from booking.availability.recurrence import Every, Recurrence
from booking.availability.schedule import Period, Schedule, by_day, occurrences, split_from
from booking.availability.wall_clock import MIDNIGHT
from tests.booking.availability import naive
from tests.booking.availability.making import MONDAY, PARIS, hours, paris, weekly
from tests.booking.availability.strategies import places_and_days, quarters, schedules

DAY = timedelta(days=1)
SUNDAY_OF_SPRING = date(2026, 3, 29)


def test_nine_o_clock_is_nine_o_clock_in_winter_and_in_summer() -> None:
    mornings = weekly(1, text="09:00-12:00")
    found = occurrences(mornings, PARIS, date(2026, 3, 23), date(2026, 3, 30))
    assert found == [
        Interval(paris("2026-03-23T09:00"), paris("2026-03-23T12:00")),
        Interval(paris("2026-03-30T09:00"), paris("2026-03-30T12:00")),
    ]


def test_hours_that_the_clock_jumps_over_in_full_give_nothing() -> None:
    assert Period(time(2, 40), time(3, 20)).on(SUNDAY_OF_SPRING, PARIS) is None


def test_a_stretch_of_several_days_is_found_from_any_of_its_days() -> None:
    leave = Schedule(MONDAY, (Period(time(14), time(10)),), end_day=date(2026, 1, 30))
    whole = [Interval(paris("2026-01-12T14:00"), paris("2026-01-30T10:00"))]
    assert occurrences(leave, PARIS, date(2026, 1, 20), date(2026, 1, 21)) == whole
    assert occurrences(leave, PARIS, date(2026, 1, 30), date(2026, 2, 2)) == whole
    assert occurrences(leave, PARIS, date(2026, 1, 31), date(2026, 2, 2)) == []


def test_a_night_is_found_from_the_day_on_which_it_ends() -> None:
    night = weekly(1, text="22:00-06:00")
    tuesday = MONDAY + DAY
    assert occurrences(night, PARIS, tuesday, tuesday) == [
        Interval(paris("2026-01-12T22:00"), paris("2026-01-13T06:00"))
    ]
    assert list(by_day(night, PARIS, tuesday, tuesday)) == []


def test_what_ends_at_midnight_does_not_touch_the_next_day() -> None:
    evening = weekly(1, text="22:00-00:00")
    assert occurrences(evening, PARIS, MONDAY + DAY, MONDAY + DAY) == []


def test_a_stretch_of_one_day_is_an_ordinary_day() -> None:
    assert Schedule(MONDAY, hours(), end_day=MONDAY) == Schedule(MONDAY, hours())


@pytest.mark.parametrize(
    "wrong",
    [
        {"periods": ()},
        {"periods": hours("09:00-09:00")},
        {"changed": {MONDAY: hours("09:00-09:00")}},
        {"end_day": MONDAY - DAY},
        {"end_day": MONDAY + DAY, "recurrence": Recurrence(Every.WEEK)},
        {"end_day": MONDAY + DAY, "periods": hours("09:00-10:00 14:00-15:00")},
        {"end_day": MONDAY + DAY, "changed": {MONDAY: hours()}},
    ],
)
def test_a_schedule_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Schedule(**{"first_day": MONDAY, "periods": hours(), **wrong})  # type: ignore[arg-type]


def reads(moment: datetime, zone: ZoneInfo, day: date, wall: time) -> bool:
    """The clock on the wall shows `wall` at that moment, or never shows it that day."""
    wanted = datetime.combine(day, wall)
    exists = wanted.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wanted
    return not exists or moment.astimezone(zone).replace(tzinfo=None) == wanted


@given(places_and_days, quarters, quarters)
def test_both_ends_read_on_the_wall_as_written(place: tuple[ZoneInfo, date], start: time, end: time) -> None:
    zone, day = place
    interval = Period(start, end).on(day, zone)
    if interval:
        assert reads(interval.start, zone, day, start)
        assert reads(interval.end, zone, day + DAY if end == MIDNIGHT or end <= start else day, end)


@given(st.data(), places_and_days, st.integers(-3, 3), st.integers(0, 5))
def test_occurrences_are_those_of_a_walk_day_by_day(
    data: st.DataObject, place: tuple[ZoneInfo, date], shift: int, length: int
) -> None:
    zone, day = place
    schedule = data.draw(schedules(day))
    first, last = day + shift * DAY, day + (shift + length) * DAY
    asked = Interval(
        datetime.combine(first, MIDNIGHT, tzinfo=zone), datetime.combine(last + DAY, MIDNIGHT, tzinfo=zone)
    )
    walk = [first + count * DAY for count in range(-1, length + 1)]
    runs = [Interval(*run) for each in walk for run in naive.runs(naive.minutes_on(schedule, each, zone))]
    assert occurrences(schedule, zone, first, last) == [each for each in runs if each.overlaps(asked)]


@given(st.data(), places_and_days, st.integers(-30, 30))
def test_a_split_recurrence_happens_on_the_same_days(
    data: st.DataObject, place: tuple[ZoneInfo, date], shift: int
) -> None:
    zone, near = place
    day = near + shift * DAY
    schedule = data.draw(schedules(near).filter(lambda each: each.recurrence is not None))
    before, following = split_from(schedule, day)
    year = near - 200 * DAY, near + 200 * DAY
    parts = [list(by_day(part, zone, *year)) if part else [] for part in (before, following)]
    assert parts[0] + parts[1] == list(by_day(schedule, zone, *year))
    assert all(each < day for each, _ in parts[0])
    assert all(each >= day for each, _ in parts[1])


def test_this_and_following_keeps_the_rhythm_of_one_week_out_of_two() -> None:
    """From Thursday 15, in an open week whose Monday is past: Friday 16 leads, and the 19th stays off."""
    schedule = weekly(1, 5, interval=2)
    before, following = split_from(schedule, date(2026, 1, 15))
    assert before == replace(
        schedule, recurrence=Recurrence(Every.WEEK, 2, frozenset({1, 5}), until=date(2026, 1, 14))
    )
    assert following == replace(schedule, first_day=date(2026, 1, 16))


def test_this_and_following_from_the_first_day_leaves_nothing_before() -> None:
    assert split_from(weekly(1), MONDAY) == (None, weekly(1))


def test_this_and_following_after_the_last_day_leaves_nothing_after() -> None:
    schedule = Schedule(MONDAY, hours(), Recurrence(Every.WEEK, until=MONDAY))
    assert split_from(schedule, MONDAY + DAY) == (schedule, None)


def test_exceptions_go_with_their_side() -> None:
    skipped = {MONDAY + 7 * DAY, MONDAY + 21 * DAY}
    schedule = replace(
        weekly(1),
        skipped=frozenset(skipped),
        changed={MONDAY: hours("14:00-15:00"), MONDAY + 28 * DAY: hours("15:00-16:00")},
    )
    before, following = split_from(schedule, MONDAY + 14 * DAY)
    assert before is not None
    assert following is not None
    assert before.skipped == {MONDAY + 7 * DAY}
    assert following.skipped == {MONDAY + 21 * DAY}
    assert (list(before.changed), list(following.changed)) == ([MONDAY], [MONDAY + 28 * DAY])


def test_what_does_not_recur_is_not_split() -> None:
    with pytest.raises(ValueError, match="recurrence"):
        split_from(Schedule(MONDAY, hours()), MONDAY)
