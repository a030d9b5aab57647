"""What an agent finds for somebody: any agents, any lieux, no delays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import ONE_DAY, local_day
from booking.models import Agenda, Lieu, Motif
from booking.queries.creneaux import creneaux

DAYS = 7


@dataclass(frozen=True, slots=True)
class Found:
    """`start` in the time of the motif's organisation."""

    start: datetime
    agenda: Agenda
    lieu: Lieu | None


def agent_search(
    motif: Motif,
    *,
    from_day: date,
    now: datetime,
    agent_ids: Collection[UUID] | None = None,
    lieu_ids: Collection[int] | None = None,
    days: int = DAYS,
) -> list[Found]:
    """One per (start, agenda, lieu), by start, over `days` local days. None is everybody, and everywhere.

    Counters receive too, unless agents are named. Three queries, nine when the motif requires several agendas.
    """
    zone = ZoneInfo(motif.organisation.time_zone)
    last_day = from_day + timedelta(days=days - 1)
    found = creneaux(
        motif,
        # A night opening of the eve reaches into the first day.
        first_day=from_day - ONE_DAY,
        last_day=last_day,
        now=now,
        lieu_ids=lieu_ids,
        within_delays=False,
    )
    agendas = _agendas({each.agenda_id for each in found}, agent_ids)
    lieux = Lieu.objects.in_bulk({each.lieu_id for each in found if each.lieu_id})
    return [
        Found(each.start.astimezone(zone), agendas[each.agenda_id], lieux.get(each.lieu_id or 0))
        for each in found
        if each.agenda_id in agendas and from_day <= local_day(each.start, zone) <= last_day
    ]


def _agendas(agenda_ids: Collection[int], agent_ids: Collection[UUID] | None) -> dict[int, Agenda]:
    rows = Agenda.objects.filter(pk__in=agenda_ids).select_related("agent", "organisation")
    if agent_ids is not None:
        rows = rows.filter(agent__in=agent_ids)
    return {agenda.pk: agenda for agenda in rows}
