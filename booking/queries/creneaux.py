"""Searches of bookable times. They read the free-time index and nothing else: one query each.

A motif that requires several agendas at once takes the longer way (`booking.queries.joint`).
"""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db import connection

from booking.availability.starts import Grid
from booking.availability.window import Delays, Window
from booking.models import Motif
from booking.queries import joint
from booking.queries.cutting import AMONG, AT_LIEUX, STARTS, days_of, earliest, parameters


class Creneau(NamedTuple):
    """A bookable moment; `start` in UTC. Never stored."""

    start: datetime
    lieu_id: int | None
    agenda_id: int


def grid_of(motif: Motif) -> Grid:
    return Grid(
        duration=motif.duration, step=motif.step, before=motif.buffer_before, after=motif.buffer_after
    )


def delays_of(motif: Motif) -> Delays:
    return Delays(timedelta(seconds=motif.min_delay_s), timedelta(seconds=motif.max_delay_s))


def creneaux(
    motif: Motif,
    *,
    first_day: date,
    last_day: date,
    now: datetime,
    lieu_ids: Collection[int] | None = None,
    within_delays: bool = True,
) -> list[Creneau]:
    """Every start on the days asked, sorted, one per (time, lieu, agenda). Agents search with `within_delays=False`."""
    if motif.requires:
        found = _jointly(motif, window_of(motif, now, within_delays), now, (first_day, last_day), lieu_ids)
        return [Creneau(*each) for each in found]
    rows = _read(
        f"SELECT DISTINCT moment, lieu_id, agenda_id {_starts(motif, lieu_ids)} ORDER BY moment, lieu_id, agenda_id",
        _asked(motif, window_of(motif, now, within_delays), now, (first_day, last_day), lieu_ids),
    )
    return [Creneau(*row) for row in rows]


def starts_by_lieu(
    motif: Motif,
    *,
    first_day: date,
    last_day: date,
    now: datetime,
    lieu_ids: Collection[int] | None = None,
) -> Mapping[int | None, list[datetime]]:
    """As `creneaux`, whoever receives: sorted times of each lieu, once each. For months of many lieux."""
    if motif.requires:
        by_lieu: dict[int | None, list[datetime]] = {}
        for start, lieu_id, _ in _jointly(motif, window_of(motif, now), now, (first_day, last_day), lieu_ids):
            starts = by_lieu.setdefault(lieu_id, [])
            if start not in starts[-1:]:
                starts.append(start)
        return by_lieu
    times = f"SELECT DISTINCT lieu_id, moment {_starts(motif, lieu_ids)}"
    rows = _read(
        f"SELECT lieu_id, array_agg(moment ORDER BY moment) FROM ({times}) AS times GROUP BY lieu_id",  # noqa: S608
        _asked(motif, window_of(motif, now), now, (first_day, last_day), lieu_ids),
    )
    return dict(rows)


def next_by_lieu(
    motif: Motif, *, now: datetime, lieu_ids: Collection[int] | None = None
) -> Mapping[int | None, Creneau]:
    """The earliest time of each lieu within the citizens' delays; lieux without any are absent."""
    window = window_of(motif, now)
    if motif.requires:
        earliest_of: dict[int | None, Creneau] = {}
        for each in _jointly(motif, window, now, days_of(window), lieu_ids):
            earliest_of.setdefault(each[1], Creneau(*each))
        return earliest_of
    rows = _read(
        _next(AMONG if motif.among is not None else "", anywhere=lieu_ids is None),
        _asked(motif, window, now, days_of(window), lieu_ids),
    )
    return {lieu_id: Creneau(start, lieu_id, agenda_id) for lieu_id, start, agenda_id in rows}


def nearest(
    motif: Motif, *, around: datetime, now: datetime, lieu_id: int | None = None, count: int = 3
) -> list[Creneau]:
    """The times closest to one that has just been taken, in the order of the day, within two weeks."""
    day = around.date()
    fortnight = timedelta(days=14)
    lieu_ids = None if lieu_id is None else [lieu_id]
    found = creneaux(motif, first_day=day - fortnight, last_day=day + fortnight, now=now, lieu_ids=lieu_ids)
    by_start = {each.start: each for each in found if each.start != around}
    closest = sorted(by_start.values(), key=lambda each: (abs(each.start - around), each))
    return sorted(closest[:count])


_LIEUX = """(
    SELECT DISTINCT plage.lieu_id FROM booking_plageouverture AS plage
    JOIN booking_plageouverture_motifs AS link ON link.plageouverture_id = plage.id
    WHERE link.motif_id = %(motif)s
)"""


@cache
def _next(among: str, *, anywhere: bool) -> str:
    at_lieu = f"free_time.lieu_id = lieu.id {among}"
    if not anywhere:
        return earliest("unnest(%(lieux)s::bigint[])", at_lieu)
    nowhere = earliest("(VALUES (NULL::bigint))", f"free_time.lieu_id IS NULL {among}")
    return f"({earliest(_LIEUX, at_lieu)}) UNION ALL ({nowhere})"


def _starts(motif: Motif, lieu_ids: Collection[int] | None) -> str:
    asked = (STARTS, "" if lieu_ids is None else AT_LIEUX, "" if motif.among is None else AMONG)
    return " ".join(filter(None, asked))


def window_of(motif: Motif, now: datetime, within_delays: bool = True) -> Window:
    return delays_of(motif).window(now) if within_delays else Window(now, datetime.max.replace(tzinfo=UTC))


def _jointly(
    motif: Motif,
    window: Window,
    now: datetime,
    days: tuple[date, date],
    lieu_ids: Collection[int] | None,
) -> list[joint.Start]:
    return joint.joint_starts(motif, grid_of(motif), window, now=now, days=days, lieu_ids=lieu_ids)


def _asked(
    motif: Motif,
    window: Window,
    now: datetime,
    days: tuple[date, date],
    lieu_ids: Collection[int] | None,
) -> dict[str, Any]:
    asked = parameters(motif.pk, grid_of(motif), window, now=now, days=days, lieux=lieu_ids)
    return asked if motif.among is None else {**asked, "among": list(motif.among)}


def _read(sql: str, asked: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()
