from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.availability.interval import Interval
from booking.availability.starts import Anchor, Grid, starts
from tests.booking.availability.making import HALF_HOURS, moment, span, texts
from tests.booking.availability.strategies import EPOCH, grids, intervals

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

nows = st.integers(-60, 400).map(lambda count: EPOCH + count * MINUTE)
long_intervals = st.tuples(st.integers(0, 60), st.integers(1, 600)).map(
    lambda pair: Interval(EPOCH + pair[0] * MINUTE, EPOCH + sum(pair) * MINUTE)
)


def cut(
    free: Interval, grid: Grid, now: datetime = LONG_AGO, opened_at: datetime | None = None
) -> list[datetime]:
    return starts(free, grid, now=now, opened_at=opened_at or free.start)


@given(long_intervals, grids(), nows)
def test_what_a_start_occupies_lies_in_free_time(free: Interval, grid: Grid, now: datetime) -> None:
    assert all(free.contains(grid.span(start)) for start in cut(free, grid, now))


@given(long_intervals, grids(), nows)
def test_starts_go_up_by_the_step(free: Interval, grid: Grid, now: datetime) -> None:
    step = grid.step or grid.duration
    assert all(later - sooner == step for sooner, later in pairwise(cut(free, grid, now)))


@given(long_intervals, grids(), nows)
def test_with_the_usual_step_no_two_rdvs_overlap(free: Interval, grid: Grid, now: datetime) -> None:
    found = cut(free, replace(grid, step=None), now)
    assert all(sooner + grid.duration <= later for sooner, later in pairwise(found))


@given(long_intervals, grids(), nows)
def test_no_start_is_past(free: Interval, grid: Grid, now: datetime) -> None:
    assert all(start >= now for start in cut(free, grid, now))


@given(long_intervals, grids(), nows)
def test_no_start_is_forgotten_at_the_end(free: Interval, grid: Grid, now: datetime) -> None:
    found = cut(free, grid, now)
    if found:
        one_more = found[-1] + (grid.step or grid.duration)
        assert not free.contains(grid.span(one_more))


@given(long_intervals, grids(Anchor.FREE), nows)
def test_a_running_interval_loses_less_than_five_minutes(free: Interval, grid: Grid, now: datetime) -> None:
    found = cut(free, grid, now)
    if found and found[0] != free.start + grid.before:
        assert found[0] - now < 5 * MINUTE
        assert (found[0] - free.start - grid.before) % (5 * MINUTE) == timedelta()


@given(long_intervals, grids())
def test_in_an_empty_opening_to_come_both_anchors_agree(free: Interval, grid: Grid) -> None:
    by_opening, by_free = (
        cut(free, replace(grid, anchor=anchor)) for anchor in (Anchor.OPENING, Anchor.FREE)
    )
    assert by_opening == by_free


@given(long_intervals, intervals(), grids(Anchor.OPENING), nows)
def test_a_grid_anchored_on_the_opening_never_moves(
    opening: Interval, part: Interval, grid: Grid, now: datetime
) -> None:
    if opening.contains(part):
        fixed = cut(opening, grid)
        wanted = [start for start in fixed if start >= now and part.contains(grid.span(start))]
        assert cut(part, grid, now, opened_at=opening.start) == wanted


def test_the_step_is_the_duration_unless_said() -> None:
    assert texts(cut(span("09:00-10:00"), HALF_HOURS)) == "09:00 09:30"
    assert texts(cut(span("09:00-10:00"), replace(HALF_HOURS, step=20 * MINUTE))) == "09:00 09:20"


def test_seconds_of_now_count() -> None:
    late = moment("09:00:01")
    assert texts(cut(span("09:00-10:00"), HALF_HOURS, late)) == "09:05"


def test_a_rdv_occupies_its_buffers() -> None:
    grid = Grid(30 * MINUTE, before=10 * MINUTE, after=5 * MINUTE)
    assert grid.span(moment("10:00")) == span("09:50-10:35")
    assert grid.needed == 45 * MINUTE


def test_several_people_multiply_the_duration_and_leave_the_buffers() -> None:
    grid = Grid(30 * MINUTE, before=10 * MINUTE)
    assert grid.for_count(3) == Grid(90 * MINUTE, before=10 * MINUTE)


@pytest.mark.parametrize("count", [0, -1])
def test_a_rdv_for_nobody_is_refused(count: int) -> None:
    """A visitor who edits the address cannot shorten the rdv."""
    with pytest.raises(ValueError, match="at least one"):
        HALF_HOURS.for_count(count)


@pytest.mark.parametrize(
    "wrong",
    [
        {"duration": timedelta()},
        {"step": timedelta()},
        {"step": -MINUTE},
        {"before": -MINUTE},
        {"after": -MINUTE},
    ],
)
def test_a_grid_that_means_nothing_is_refused(wrong: dict[str, timedelta]) -> None:
    with pytest.raises(ValueError):
        Grid(**{"duration": HOUR, **wrong})  # type: ignore[arg-type]
