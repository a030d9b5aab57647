"""What one agenda offers at one moment, and what it offers instead."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking.availability.interval import in_utc
from booking.availability.requirements import assign
from booking.availability.schedule import occurrences
from booking.availability.wall_clock import local_day
from booking.models import Agenda, Lieu, Motif
from booking.queries.creneaux import creneaux, grid_of
from booking.queries.day import AgendaDay, team_day
from booking.queries.desk import key_of, receiving_agendas
from booking.queries.schedules import schedule_of_plage


@dataclass(frozen=True, slots=True)
class DeskOffer:
    """A motif of the plage open at that moment. `fits`: the time it needs is still free."""

    motif: Motif
    lieu: Lieu | None
    fits: bool


@dataclass(frozen=True, slots=True)
class DeskAlternative:
    start: datetime
    agenda: Agenda

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.agenda.organisation.time_zone)

    @property
    def key(self) -> str:
        return key_of(self.agenda)


def offers_at(agenda: Agenda, start: datetime) -> list[DeskOffer]:
    """One per motif, in the order of the plage's; empty when the agenda is not open then."""
    start = in_utc(start)
    zone = ZoneInfo(agenda.organisation.time_zone)
    (found,) = team_day([agenda], local_day(start, zone))
    offers: dict[int, DeskOffer] = {}
    for plage in found.plages.values():
        spans = occurrences(schedule_of_plage(plage), zone, found.day, found.day)
        if any(span.start <= start < span.end for span in spans):
            for motif in plage.motifs.all():
                offers.setdefault(
                    motif.pk, DeskOffer(motif, plage.lieu, _fits(found, plage.pk, motif, start))
                )
    return list(offers.values())


def nearest_at_desk(
    motif: Motif, *, around: datetime, lieu_id: int | None, now: datetime, count: int = 3
) -> list[DeskAlternative]:
    """The free times closest to `around`, whoever receives, within two weeks. Delays do not bind agents."""
    around = max(around, now)
    day, fortnight = around.date(), timedelta(days=14)
    lieu_ids = None if lieu_id is None else [lieu_id]
    found = creneaux(
        motif,
        first_day=day - fortnight,
        last_day=day + fortnight,
        now=now,
        lieu_ids=lieu_ids,
        within_delays=False,
    )
    agendas = {agenda.pk: agenda for agenda in receiving_agendas()}
    by_start = {each.start: each for each in found if each.agenda_id in agendas}
    closest = sorted(by_start.values(), key=lambda each: (abs(each.start - around), each))[:count]
    return [DeskAlternative(each.start, agendas[each.agenda_id]) for each in sorted(closest)]


def _fits(day: AgendaDay, plage_id: int, motif: Motif, start: datetime) -> bool:
    needed = grid_of(motif).span(start)
    return any(
        begin <= needed.start
        and needed.end <= end
        and assign(needed, day.required.of(motif, row.lieu_id), receiver=(row.agenda_id, row.lane))
        is not None
        for row in day.free
        if row.plage_id == plage_id
        for begin, end in row.free
    )
