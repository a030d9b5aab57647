"""Starts of motifs that occupy several agendas at once: who receives, and everything required, free together."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

from booking.availability.interval import Interval
from booking.availability.keys import Key
from booking.availability.requirements import Requirement, assign, joint_time
from booking.availability.starts import Grid, starts
from booking.availability.window import Window
from booking.models import FreeTime, Motif
from booking.queries.required import required_by_index

type Start = tuple[datetime, int | None, int]


def together(free: Interval, requirements: Sequence[Requirement], receiver: Key) -> list[Interval]:
    return joint_time([free], requirements, receiver=receiver) if requirements else [free]


def starts_together(
    free: Interval, grid: Grid, requirements: Sequence[Requirement], *, receiver: Key, now: datetime
) -> list[datetime]:
    """Sorted. As the engine's own search does it."""
    found = {
        start
        for piece in together(free, requirements, receiver)
        for start in starts(piece, grid, now=now, opened_at=piece.start)
    }
    return [
        start
        for start in sorted(found)
        if not requirements or assign(grid.span(start), requirements, receiver=receiver) is not None
    ]


def joint_starts(
    motif: Motif,
    grid: Grid,
    window: Window,
    *,
    now: datetime,
    days: tuple[date, date],
    lieu_ids: Collection[int] | None,
) -> list[Start]:
    """(start, lieu, agenda), sorted, once each. Seven queries at most."""
    found = set(_walk(motif, grid, window, now, days, lieu_ids))
    return sorted(found, key=lambda each: (each[0], each[1] is None, each[1] or 0, each[2]))


def _walk(
    motif: Motif,
    grid: Grid,
    window: Window,
    now: datetime,
    days: tuple[date, date],
    lieu_ids: Collection[int] | None,
) -> Iterator[Start]:
    required = required_by_index([motif], *days)
    needs: dict[int | None, list[Requirement]] = {}
    for lieu_id, agenda_id, lane, free in _rows(motif, days, lieu_ids):
        if lieu_id not in needs:
            needs[lieu_id] = required.of(motif, lieu_id)
        for span in free:
            possible = starts_together(
                Interval(*span), grid, needs[lieu_id], receiver=(agenda_id, lane), now=now
            )
            yield from ((start, lieu_id, agenda_id) for start in possible if window.holds(start))


def _rows(
    motif: Motif, days: tuple[date, date], lieu_ids: Collection[int] | None
) -> Iterable[tuple[int | None, int, int, list[tuple[datetime, datetime]]]]:
    rows = FreeTime.objects.filter(plage__motifs=motif, day__range=days)
    if lieu_ids is not None:
        rows = rows.filter(lieu__in=lieu_ids)
    if motif.among is not None:
        rows = rows.filter(agenda__in=motif.among)
    return rows.values_list("lieu_id", "agenda_id", "lane", "free")
