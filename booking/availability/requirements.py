"""What an rdv occupies besides the receiving agenda: a second agent, a room, equipment, often from a pool."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.availability.interval import Interval, maximal, meet, touching
from booking.availability.keys import Key


@dataclass(frozen=True, slots=True)
class Requirement:
    """`count` agendas of a pool, each free from end to end.

    `free` gives the free time of each, merged; one key per lane for those that have several. What has no
    opening of its own (a room) comes with the hours of its lieu minus what occupies it.
    """

    name: str
    free: Mapping[Key, Sequence[Interval]]
    count: int = 1

    def keys_free_for(self, span: Interval) -> list[Key]:
        return [
            key
            for key, free in self.free.items()
            if any(each.contains(span) for each in touching(free, span))
        ]


def joint_time(
    free: Sequence[Interval], requirements: Iterable[Requirement], *, receiver: Key
) -> list[Interval]:
    """The longest periods in which the receiver and everything required are free from end to end.

    They may overlap: two rooms free one after the other do not make one rdv. Where two pools share
    agendas it may promise too much, so each start is also tried with `assign`.
    """
    for requirement in requirements:
        if not free:
            break
        hull = Interval(free[0].start, free[-1].end)
        pool = (touching(theirs, hull) for key, theirs in requirement.free.items() if key != receiver)
        free = meet(free, shared_time(pool, requirement.count))
    return list(free)


def shared_time(pool: Iterable[Sequence[Interval]], count: int) -> list[Interval]:
    """The longest periods in which at least `count` of the pool are free from end to end."""
    found: list[Interval] = []
    ends: list[datetime] = []
    for interval in sorted(each for free in pool for each in free):
        insort(ends, interval.end)
        if len(ends) >= count and ends[-count] > interval.start:
            found.append(Interval(interval.start, ends[-count]))
    return maximal(found)


def assign(
    span: Interval,
    requirements: Sequence[Requirement],
    *,
    receiver: Key,
    rank: Callable[[Iterable[Key]], Iterable[Key]] = sorted,
) -> list[list[Key]] | None:
    """For each requirement, distinct agendas free for the whole span; None when there is no way.

    `rank` puts the best candidate first; a better-ranked one is passed over only to serve every requirement.
    """
    candidates = [
        [key for key in rank(requirement.keys_free_for(span)) if key != receiver]
        for requirement in requirements
        for _ in range(requirement.count)
    ]
    holders: dict[Key, int] = {}
    for place in range(len(candidates)):
        if not _seat(place, candidates, holders, set()):
            return None
    keys = iter(sorted(holders, key=holders.__getitem__))
    return [[next(keys) for _ in range(requirement.count)] for requirement in requirements]


def _seat(place: int, candidates: Sequence[Sequence[Key]], holders: dict[Key, int], tried: set[Key]) -> bool:
    """Bipartite matching: the best free key, else one whose holder can move to another."""
    for key in candidates[place]:
        if key not in holders:
            holders[key] = place
            return True
    for key in candidates[place]:
        if key not in tried:
            tried.add(key)
            if _seat(holders[key], candidates, holders, tried):
                holders[key] = place
                return True
    return False
