"""The only writer of the free-time index (decision 0008)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import groupby

from booking.availability.wall_clock import ONE_DAY
from booking.models import Agenda, FreeTime
from booking.queries.horizon import horizon
from booking.queries.sources import AgendaSources, load_sources


def lock_agendas(agenda_ids: Iterable[int]) -> list[Agenda]:
    """Lock in the order of ids: two commands never wait for each other. Inside a transaction only."""
    wanted = sorted(set(agenda_ids))
    return list(
        Agenda.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True, of=("self",))
    )


def reindex(agenda_ids: Collection[int], first_day: date, last_day: date) -> None:
    """Recompute the free time of locked agendas from the sources, days included at both ends."""
    rows = [row for sources in load_sources(agenda_ids, first_day, last_day) for row in _rows(sources)]
    FreeTime.objects.filter(agenda__in=agenda_ids, day__range=(first_day, last_day)).delete()
    FreeTime.objects.bulk_create(rows, batch_size=1_000)


def reindex_ahead(agenda_ids: Collection[int], now: datetime) -> None:
    """The whole horizon."""
    first, last = horizon(now)
    # A far rdv may have left rows beyond: nothing would renew them.
    FreeTime.objects.filter(agenda__in=agenda_ids, day__gt=last).delete()
    reindex(agenda_ids, first, last)
    Agenda.objects.filter(pk__in=agenda_ids).update(indexed_until=last)


def advance(agendas: Collection[Agenda], now: datetime) -> None:
    """Add the days that the horizon has gained for these locked agendas, and drop those that are past."""
    first, last = horizon(now)
    FreeTime.objects.filter(agenda__in=agendas, day__lt=first).delete()
    behind = defaultdict(list)
    for agenda in agendas:
        known = agenda.indexed_until
        behind[max(first, known + ONE_DAY) if known else first].append(agenda.pk)
    for since, agenda_ids in behind.items():
        reindex(agenda_ids, since, last)
        Agenda.objects.filter(pk__in=agenda_ids).update(indexed_until=last)


def _rows(sources: AgendaSources) -> list[FreeTime]:
    rows = []
    for lane in range(1, sources.agenda.capacity + 1):
        found = groupby(sources.free(lane), key=lambda each: (each[0].pk, each[1].day, each[0].lieu_id))
        for (plage_id, day, lieu_id), spans in found:
            free = [(span.free.start, span.free.end) for _, span in spans]
            rows.append(
                FreeTime(
                    plage_id=plage_id,
                    lane=lane,
                    day=day,
                    agenda_id=sources.agenda.pk,
                    lieu_id=lieu_id,
                    free=free,
                )
            )
    return rows
