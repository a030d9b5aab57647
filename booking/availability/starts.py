"""From free time to the times at which an rdv may start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from booking.availability.interval import Interval

ROUNDING = timedelta(minutes=5)
NOTHING = timedelta()


class Anchor(StrEnum):
    FREE = "free"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Grid:
    """How a motif cuts free time. `before` and `after` are buffers: free time must hold them too.

    `step` defaults to the duration. Anchor `FREE`: the grid starts again wherever free time does. Anchor
    `OPENING`: it is the same all along the opening, whatever is taken.
    """

    duration: timedelta
    step: timedelta | None = None
    before: timedelta = NOTHING
    after: timedelta = NOTHING
    anchor: Anchor = Anchor.FREE

    def __post_init__(self) -> None:
        if self.duration <= NOTHING or (self.step is not None and self.step <= NOTHING):
            raise ValueError("a duration and a step are above zero")
        if self.before < NOTHING or self.after < NOTHING:
            raise ValueError("a buffer is not below zero")

    @property
    def needed(self) -> timedelta:
        return self.before + self.duration + self.after

    def span(self, start: datetime) -> Interval:
        """All the time that an rdv starting then occupies."""
        return Interval(start - self.before, start + self.duration + self.after)

    def for_count(self, count: int) -> Grid:
        """For several people or documents received one after another in a single rdv."""
        if count < 1:
            raise ValueError("at least one person or document")
        return replace(self, duration=self.duration * count)


def starts(free: Interval, grid: Grid, *, now: datetime, opened_at: datetime) -> list[datetime]:
    """In UTC, none before `now`.

    When `now` has passed the first start of a grid anchored on free time, it moves by the smallest number
    of five minutes that reaches `now`. Steps are real durations, clock change or not.
    """
    step = grid.step or grid.duration
    first = free.start + grid.before
    if grid.anchor is Anchor.OPENING:
        first = _next_on(opened_at + grid.before, step, max(first, now))
    elif first < now:
        first = _next_on(first, ROUNDING, now)
    last = free.end - grid.after - grid.duration
    found = []
    while first <= last:
        found.append(first)
        first += step
    return found


def _next_on(origin: datetime, step: timedelta, floor: datetime) -> datetime:
    return origin + -((origin - floor) // step) * step
