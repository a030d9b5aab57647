from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.availability.interval import Interval, maximal, meet, merge, subtract, touching
from tests.booking.availability.making import moment, paris, span, spans
from tests.booking.availability.strategies import EPOCH, interval_lists, intervals

MINUTE = timedelta(minutes=1)


def minutes(intervals: list[Interval]) -> set[datetime]:
    return {each.start + count * MINUTE for each in intervals for count in range(each.duration // MINUTE)}


def test_an_interval_ends_after_it_starts() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Interval(moment("10:00"), moment("10:00"))


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        Interval(datetime(2026, 1, 12, 9), datetime(2026, 1, 12, 10))  # noqa: DTZ001


def test_the_night_of_the_clock_change_lasts_its_real_time() -> None:
    """Python itself says three hours, by the wall."""
    start, end = paris("2026-03-29T01:00"), paris("2026-03-29T04:00")
    assert end - start == timedelta(hours=3)
    assert Interval(start, end).duration == timedelta(hours=2)


def test_bounds_are_kept_in_utc() -> None:
    interval = Interval(paris("2026-01-12T09:00"), paris("2026-01-12T10:00"))
    assert interval.start.tzinfo is UTC
    assert interval == span("08:00-09:00")


def test_intervals_go_by_start_then_end() -> None:
    assert sorted(spans("10:00-11:00 09:00-12:00 09:00-10:00")) == spans(
        "09:00-10:00 09:00-12:00 10:00-11:00"
    )


def test_touching_intervals_do_not_overlap() -> None:
    assert not span("09:00-10:00").overlaps(span("10:00-11:00"))
    assert span("09:00-10:01").overlaps(span("10:00-11:00"))


def test_touching_intervals_are_merged() -> None:
    assert merge(spans("10:00-11:00 09:00-10:00 12:00-13:00")) == spans("09:00-11:00 12:00-13:00")


def test_one_hole_may_bite_several_intervals() -> None:
    assert subtract(spans("09:00-10:00 11:00-12:00 13:00-14:00"), spans("09:30-13:30")) == spans(
        "09:00-09:30 13:30-14:00"
    )


def test_what_is_not_bitten_stays_the_same() -> None:
    (left,) = subtract(spans("09:00-10:00"), spans("10:00-11:00"))
    assert left == span("09:00-10:00")


def test_touching_finds_only_those_that_share_time() -> None:
    found = touching(spans("08:00-09:00 09:00-10:00 10:30-11:00 12:00-13:00"), span("09:00-10:31"))
    assert list(found) == spans("09:00-10:00 10:30-11:00")


def test_overlapping_intervals_may_meet_twice() -> None:
    assert meet(spans("09:00-12:00"), spans("09:00-10:30 10:00-12:00")) == spans("09:00-10:30 10:00-12:00")


@given(interval_lists)
def test_merging_keeps_every_minute_and_leaves_gaps_between(drawn: list[Interval]) -> None:
    merged = merge(drawn)
    assert minutes(merged) == minutes(drawn)
    assert all(one.end < other.start for one, other in pairwise(merged))


@given(interval_lists, interval_lists)
def test_subtracting_takes_away_the_busy_minutes_and_no_other(
    free: list[Interval], busy: list[Interval]
) -> None:
    left = subtract(free, busy)
    assert minutes(left) == minutes(free) - minutes(busy)
    assert left == merge(left)


@given(interval_lists, interval_lists)
def test_meeting_keeps_the_common_minutes(some: list[Interval], others: list[Interval]) -> None:
    common = meet(merge(some), merge(others))
    assert minutes(common) == minutes(some) & minutes(others)


@given(interval_lists, interval_lists, intervals())
def test_a_span_lies_in_both_lists_when_it_lies_in_their_meeting(
    some: list[Interval], others: list[Interval], wanted: Interval
) -> None:
    def holds(each: list[Interval]) -> bool:
        return any(interval.contains(wanted) for interval in each)

    assert holds(meet(maximal(some), maximal(others))) == (holds(some) and holds(others))


@given(interval_lists)
def test_the_maximal_ones_contain_all_and_never_each_other(drawn: list[Interval]) -> None:
    kept = maximal(drawn)
    assert all(any(each.contains(interval) for each in kept) for interval in drawn)
    assert all(one.start < other.start and one.end < other.end for one, other in pairwise(kept))


@given(interval_lists, st.integers(0, 300), st.integers(1, 90))
def test_touching_misses_nothing(drawn: list[Interval], start: int, length: int) -> None:
    merged = merge(drawn)
    wanted = Interval(EPOCH + start * MINUTE, EPOCH + (start + length) * MINUTE)
    assert list(touching(merged, wanted)) == [each for each in merged if each.overlaps(wanted)]
