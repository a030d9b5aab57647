from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.availability.window import Delays, Window, months_from, whole_days
from tests.booking.availability.making import MONDAY, PARIS, moment, paris


def test_a_day_of_an_island_is_its_own_day() -> None:
    tahiti = ZoneInfo("Pacific/Tahiti")
    window = whole_days(MONDAY, MONDAY, tahiti)
    assert window.first == moment("10:00")
    assert window.last - window.first == timedelta(hours=23, minutes=59, seconds=59)


def test_both_ends_are_inside() -> None:
    window = Window(moment("09:00"), moment("10:00"))
    assert window.holds(moment("09:00"))
    assert window.holds(moment("10:00"))
    assert not window.holds(moment("10:01"))


def test_windows_that_only_share_an_instant_meet_there() -> None:
    one, other = Window(moment("09:00"), moment("10:00")), Window(moment("10:00"), moment("11:00"))
    assert one.meet(other) == Window(moment("10:00"), moment("10:00"))
    assert one.meet(Window(moment("10:01"), moment("11:00"))) is None


def test_delays_are_real_seconds_over_a_clock_change() -> None:
    window = Delays(timedelta(days=1), timedelta(days=2)).window(paris("2026-03-28T10:00"))
    assert window == Window(paris("2026-03-29T11:00"), paris("2026-03-30T11:00"))


def test_six_months_end_with_the_day() -> None:
    window = months_from(paris("2026-08-31T10:00"), PARIS, 6)
    assert window == Window(paris("2026-08-31T10:00"), paris("2027-02-28T23:59:59"))


def test_the_day_is_the_local_one_when_months_are_counted() -> None:
    """Half past midnight in Paris is still the eve in UTC."""
    assert months_from(paris("2026-01-12T00:30"), PARIS, 6).last == paris("2026-07-12T23:59:59")


def test_a_window_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Window(moment("10:00"), moment("09:00"))


def test_the_minimum_delay_is_not_above_the_maximum() -> None:
    with pytest.raises(ValueError, match="delay"):
        Delays(timedelta(days=2), timedelta(days=1))


def test_a_day_of_a_clock_change_is_whole() -> None:
    day = date(2026, 3, 29)
    window = whole_days(day, day, PARIS)
    assert window.last - window.first == timedelta(hours=22, minutes=59, seconds=59)
