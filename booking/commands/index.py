"""The only writer of the free-time index (decision 0008)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from booking.availability.interval import Interval
from booking.availability.wall_clock import ONE_DAY
from booking.models import Agenda, FreeTime, Occupation
from booking.queries.horizon import horizon
from booking.queries.sources import AgendaSources, open_sources

# The old rows are counted so that they go before the new ones come: one statement instead of two, under the lock.
REWRITE = """
WITH gone AS (
    DELETE FROM booking_freetime
    WHERE agenda_id = ANY(%(agendas)s) AND day BETWEEN %(first_day)s AND %(last_day)s RETURNING id
)
INSERT INTO booking_freetime (plage_id, lane, day, agenda_id, lieu_id, free)
SELECT plage_id, lane, day, agenda_id, lieu_id, free::tstzmultirange
FROM unnest(%(plage)s::bigint[], %(lane)s::integer[], %(day)s::date[],
            %(agenda)s::bigint[], %(lieu)s::bigint[], %(free)s::text[])
     AS row (plage_id, lane, day, agenda_id, lieu_id, free)
WHERE (SELECT count(*) FROM gone) >= 0
"""

type Row = tuple[int, int, date, int, int | None, str]


def lock_agendas(agenda_ids: Iterable[int], *, keeping_over: datetime | None = None) -> list[Agenda]:
    """Lock in the order of ids: two commands never wait for each other. Inside a transaction only.

    `keeping_over`: the time for `keeps_over`.
    """
    agendas = Agenda.objects.filter(pk__in=sorted(set(agenda_ids)))
    if keeping_over:
        over = Occupation.objects.filter(agenda=OuterRef("pk"), hold__expires_at__lte=keeping_over)
        agendas = agendas.annotate(keeps_over=Exists(over))
    return list(agendas.order_by("pk").select_for_update(no_key=True, of=("self",)))


def keeps_over(agenda: Agenda) -> bool:
    """Whether a hold that is over still occupies it. Read just before the lock was given, which is enough: a hold
    that is over is never extended, only dropped.
    """
    return bool(getattr(agenda, "keeps_over", True))


def reindex(agenda_ids: Collection[int], first_day: date, last_day: date) -> None:
    """Recompute the free time of locked agendas from the sources, days included at both ends."""
    _rewrite(agenda_ids, first_day, last_day, open_sources(agenda_ids, first_day, last_day))


def reindex_loaded(sources: AgendaSources) -> None:
    """As `reindex`, from sources read under the lock that is still held, with what was written since added to them."""
    _rewrite([sources.agenda.pk], sources.first_day, sources.last_day, [sources])


def reindex_freed(occupations: Collection[Occupation]) -> None:
    """After these were deleted: every day, in any zone, on which an opening that they touched may begin."""
    for agenda_id in {occupation.agenda_id for occupation in occupations}:
        spans = [occupation.during for occupation in occupations if occupation.agenda_id == agenda_id]
        first, last = min(span.lower for span in spans), max(span.upper for span in spans)
        # West of Greenwich the local day may be the one before, and its opening have begun on the eve.
        reindex([agenda_id], first.date() - 2 * ONE_DAY, last.date() + ONE_DAY)


def reindex_ahead(agenda_ids: Collection[int], now: datetime) -> None:
    """The whole horizon."""
    first, last = horizon(now)
    Agenda.objects.filter(pk__in=agenda_ids).update(indexed_until=last)
    reindex(agenda_ids, first, last)


def advance(agendas: Collection[Agenda], now: datetime) -> None:
    """Add the days that the horizon has gained for these locked agendas, and drop those that are past."""
    first, last = horizon(now)
    FreeTime.objects.filter(agenda__in=agendas, day__lt=first).delete()
    behind = defaultdict(list)
    for agenda in agendas:
        known = agenda.indexed_until
        behind[max(first, known + ONE_DAY) if known else first].append(agenda.pk)
    for since, agenda_ids in behind.items():
        Agenda.objects.filter(pk__in=agenda_ids).update(indexed_until=last)
        reindex(agenda_ids, since, last)


def _rewrite(
    agenda_ids: Collection[int], first_day: date, last_day: date, loaded: Iterable[AgendaSources]
) -> None:
    rows = [row for sources in loaded for row in _rows(sources)]
    names = ("plage", "lane", "day", "agenda", "lieu", "free")
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    asked: dict[str, Any] = {name: list(column) for name, column in zip(names, columns, strict=True)}
    days = {"agendas": list(agenda_ids), "first_day": first_day, "last_day": last_day}
    with connection.cursor() as cursor:
        cursor.execute(REWRITE, asked | days)


def _rows(sources: AgendaSources) -> Iterator[Row]:
    for lane in range(1, sources.agenda.capacity + 1):
        found = groupby(sources.free(lane), key=lambda each: (each[0].pk, each[1].day, each[0].lieu_id))
        for (plage_id, day, lieu_id), spans in found:
            if sources.agenda.indexed_until and day > sources.agenda.indexed_until:
                # A far rdv writes no row beyond the horizon: no later change of a source would renew it.
                continue
            free = ",".join(_text(span.free) for _, span in spans)
            yield plage_id, lane, day, sources.agenda.pk, lieu_id, f"{{{free}}}"


def _text(free: Interval) -> str:
    return f"[{free.start.isoformat()},{free.end.isoformat()})"
