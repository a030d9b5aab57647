"""Who can receive at a given time, with what they already carry. One query."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import connection
from psycopg.types.range import TimestamptzRange

from booking.availability.choose import Load
from booking.availability.interval import Interval
from booking.availability.wall_clock import ONE_DAY
from booking.models import Motif
from booking.queries.loads import LOOK_BACK

# The local day of a start is that of UTC or one beside it; its opening may have begun the day before.
_CANDIDATES = """
WITH candidate AS (
    SELECT free_time.agenda_id, array_agg(DISTINCT lower(piece)) AS begins FROM booking_freetime AS free_time
    JOIN booking_plageouverture_motifs AS link ON link.plageouverture_id = free_time.plage_id
    CROSS JOIN LATERAL unnest(free_time.free) AS piece
    WHERE link.motif_id = %(motif)s AND free_time.day BETWEEN %(first_day)s AND %(last_day)s
      AND piece @> %(span)s AND {at}
    GROUP BY free_time.agenda_id
)
SELECT candidate.agenda_id,
       coalesce(sum(trunc(extract(epoch FROM upper(during) - lower(during)) / 60))
                FILTER (WHERE lower(during) >= %(day_begins)s), 0)::integer,
       max(upper(during)) FILTER (WHERE lower(during) < %(day_begins)s),
       candidate.begins
FROM candidate
LEFT JOIN booking_occupation AS taken ON taken.agenda_id = candidate.agenda_id AND taken.during && %(look_back)s
GROUP BY candidate.agenda_id, candidate.begins ORDER BY candidate.agenda_id
"""
_AT_LIEU = _CANDIDATES.replace("{at}", "free_time.lieu_id = %(lieu)s")
_NOWHERE = _CANDIDATES.replace("{at}", "free_time.lieu_id IS NULL")


def free_agendas(
    motif: Motif,
    lieu_id: int | None,
    span: Interval,
    *,
    day: Interval,
    fits: Callable[[Interval], bool],
    among: Collection[int] = (),
) -> list[Load]:
    """By the free-time index, in the order of ids; `day` is the local day of the start, `among` empty is everybody.

    `fits` is asked of the free time before the span's end: free is not enough, the grid must offer that start.
    """
    asked: dict[str, Any] = {
        "motif": motif.pk,
        "lieu": lieu_id,
        "span": TimestamptzRange(span.start, span.end),
        "first_day": day.start.date() - ONE_DAY,
        "last_day": day.end.date(),
        "day_begins": day.start,
        "look_back": TimestamptzRange(day.start - LOOK_BACK, day.end),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOWHERE if lieu_id is None else _AT_LIEU, asked)
        rows = cursor.fetchall()
    found = [
        Load(*load) for *load, begins in rows if any(fits(Interval(begin, span.end)) for begin in begins)
    ]
    return [load for load in found if not among or load.agenda in set(among)]
