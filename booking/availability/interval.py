"""Half-open periods of real time, and the little algebra the engine lives on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter

_START = attrgetter("start")
_END = attrgetter("end")


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """`start` included, `end` excluded.

    Both are kept in UTC: Python subtracts and compares two datetimes of one zone by their wall clocks,
    which is wrong by an hour twice a year.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            object.__setattr__(self, "start", in_utc(self.start))
            object.__setattr__(self, "end", in_utc(self.end))
        if self.end <= self.start:
            raise ValueError(f"an interval ends after it starts: {self.start} – {self.end}")

    @property
    def duration(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        return self.start <= other.start and other.end <= self.end


def in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"a moment without time zone: {moment}")
    return moment.astimezone(UTC)


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time as sorted intervals that neither overlap nor touch."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=_START):
        if not merged or merged[-1].end < interval.start:
            merged.append(interval)
        elif merged[-1].end < interval.end:
            merged[-1] = Interval(merged[-1].start, interval.end)
    return merged


def subtract(intervals: Iterable[Interval], busy: Iterable[Interval]) -> list[Interval]:
    """What is left of `intervals` once `busy` is taken away, merged."""
    holes = merge(busy)
    left: list[Interval] = []
    position = 0
    for interval in merge(intervals):
        start = interval.start
        while position < len(holes) and holes[position].start < interval.end:
            hole = holes[position]
            if start < hole.start:
                left.append(Interval(start, hole.start))
            start = max(start, hole.end)
            if interval.end < hole.end:
                break  # this hole may bite the next interval too
            position += 1
        if start < interval.end:
            left.append(interval if start == interval.start else Interval(start, interval.end))
    return left


def meet(some: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    """The longest periods that lie inside one interval of each list.

    Each list is sorted by start and by end, as `merge` returns them; its intervals may overlap, but none
    contains another (`maximal` sees to that).
    """
    common: list[Interval] = []
    i = j = 0
    while i < len(some) and j < len(others):
        start, end = max(some[i].start, others[j].start), min(some[i].end, others[j].end)
        if start < end:
            common.append(Interval(start, end))
        if some[i].end < others[j].end:
            i += 1
        else:
            j += 1
    return maximal(common)


def maximal(intervals: Iterable[Interval]) -> list[Interval]:
    """Without those that another contains: sorted by start and by end, overlaps kept."""
    kept: list[Interval] = []
    for interval in sorted(intervals, key=lambda each: (each.start, -each.duration)):
        if not kept or kept[-1].end < interval.end:
            kept.append(interval)
    return kept


def touching(merged: Sequence[Interval], span: Interval) -> Sequence[Interval]:
    """Those that share some time with `span`, out of a list sorted by start and by end."""
    first = bisect_right(merged, span.start, key=_END)
    last = first
    while last < len(merged) and merged[last].start < span.end:
        last += 1
    return merged[first:last]
