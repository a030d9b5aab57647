"""The engine's grid said in SQL (`booking.availability.starts`): free time is cut where it lies.

A test compares the two on random schedules. Anchor `FREE` only: the index does not keep where openings begin.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from booking.availability.starts import ROUNDING, Grid
from booking.availability.window import Window

_INSTANT = timedelta(microseconds=1)

# First start of one free period `span`, not before the window. `date_bin` is the largest step not after its source:
# one step after the instant before is the smallest not before.
_FIRST = """
CROSS JOIN unnest(free_time.free) AS span
CROSS JOIN LATERAL (SELECT lower(span) + %(before)s AS start) AS opening
CROSS JOIN LATERAL (
    SELECT date_bin(%(rounding)s, greatest(%(now)s, opening.start) - %(instant)s, opening.start) + %(rounding)s AS start
) AS anchor
CROSS JOIN LATERAL (
    SELECT date_bin(%(step)s, greatest(%(first)s, anchor.start) - %(instant)s, anchor.start) + %(step)s AS start
) AS possible
"""
_LATEST = "least(upper(span) - %(after)s, %(last)s)"
_OF_MOTIF = """
EXISTS (SELECT FROM booking_plageouverture_motifs AS link
        WHERE link.plageouverture_id = free_time.plage_id AND link.motif_id = %(motif)s)
"""

# Every start of the days asked, as `moment`.
STARTS = f"""
FROM booking_freetime AS free_time {_FIRST}
CROSS JOIN LATERAL generate_series(possible.start, {_LATEST}, %(step)s) AS moment
WHERE free_time.day BETWEEN %(first_day)s AND %(last_day)s AND {_OF_MOTIF}
"""
AT_LIEUX = "AND free_time.lieu_id = ANY(%(lieux)s)"
AMONG = "AND free_time.agenda_id = ANY(%(among)s)"

_ROW_STARTS = f"""
CROSS JOIN LATERAL (
    SELECT min(possible.start) AS start FROM (SELECT free_time.free) AS whole {_FIRST}
    WHERE possible.start <= {_LATEST}
) AS earliest
"""  # noqa: S608 (constants only)


def earliest(lieux: str, here: str) -> str:
    """The earliest start at each of `lieux`; `here` says which free time belongs to one of them.

    Days are walked in order until one has a start, so full months cost nothing. The next day counts too when it may
    begin earlier: an opening across midnight belongs to the day it began, and noon in Paris is tomorrow in Wallis.
    """
    return f"""
    SELECT lieu.id, best.start, best.agenda_id FROM {lieux} AS lieu (id)
    CROSS JOIN LATERAL (
        SELECT free_time.day, earliest.start FROM booking_freetime AS free_time {_ROW_STARTS}
        WHERE {here} AND free_time.day BETWEEN %(first_day)s AND %(last_day)s
          AND upper(free_time.free) > %(first)s AND {_OF_MOTIF} AND earliest.start IS NOT NULL
        ORDER BY free_time.day LIMIT 1
    ) AS sure
    CROSS JOIN LATERAL (
        SELECT earliest.start, free_time.agenda_id FROM booking_freetime AS free_time {_ROW_STARTS}
        WHERE {here} AND free_time.day BETWEEN sure.day AND ((sure.start + %(east)s) AT TIME ZONE 'UTC')::date
          AND lower(free_time.free) <= sure.start AND upper(free_time.free) > %(first)s
          AND {_OF_MOTIF} AND earliest.start IS NOT NULL
        ORDER BY earliest.start, free_time.agenda_id LIMIT 1
    ) AS best
    """  # noqa: S608 (constants only)


# UTC+14 is the easternmost zone, UTC−12 the westernmost.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)


def days_of(window: Window) -> tuple[date, date]:
    """The local days, in any zone, whose openings may have a start in the window."""
    first, last = window.first - WEST - timedelta(days=1), min(window.last, _FAR - EAST) + EAST
    return first.date(), last.date()


_FAR = datetime.max.replace(tzinfo=UTC)


def parameters(
    motif_id: int,
    grid: Grid,
    window: Window,
    *,
    now: datetime,
    days: tuple[date, date],
    lieux: Collection[int] | None,
) -> dict[str, Any]:
    return {
        "motif": motif_id,
        "before": grid.before,
        "after": grid.duration + grid.after,
        "step": grid.step or grid.duration,
        "rounding": ROUNDING,
        "instant": _INSTANT,
        "now": now,
        "first": window.first,
        "last": window.last,
        "first_day": days[0],
        "last_day": days[1],
        "lieux": None if lieux is None else list(lieux),
        "east": EAST,
    }
