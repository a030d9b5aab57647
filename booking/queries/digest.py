"""The day of each agent who reads it in the morning. Constant number of queries, whatever their number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Prefetch

from booking.models import Agent, Rdv, Role
from booking.queries.agent_rdvs import agendas_of, rdvs_of_day, zone_of
from booking.queries.agents import INSIDE
from booking.vocabulary import RdvStatus


@dataclass(frozen=True, slots=True)
class Row:
    at: datetime
    people: str
    motif: str
    place: str
    # What the person has said since: that they come, or will be late.
    note: str


@dataclass(slots=True)
class Morning:
    rows: list[Row] = field(default_factory=list)
    # Past, and nobody said whether the person came.
    unsettled: int = 0


def digest_readers(zone_name: str) -> Sequence[Agent]:
    """Those who asked, and whose first organisation lives in that zone."""
    roles = Role.objects.select_related("organisation").order_by("pk")
    agents = Agent.objects.filter(daily_digest=True, is_active=True, access__in=INSIDE).exclude(email="")
    found = agents.prefetch_related(Prefetch("roles", roles)).order_by("pk")
    return [agent for agent in found if _lives_in(agent, zone_name)]


def mornings(readers: Collection[Agent], day: date, *, now: datetime) -> Mapping[UUID, Morning]:
    """Only of those who have something to read."""
    found = {agent.pk: Morning() for agent in readers}
    for rdv in rdvs_of_day(day):
        for agent_id in {agenda.agent_id for agenda in agendas_of(rdv)} if not rdv.is_cancelled else ():
            if agent_id in found:
                found[agent_id].rows.append(_row(rdv))
    for agent_id, count in _unsettled(found, now):
        found[agent_id].unsettled = count
    return {agent_id: morning for agent_id, morning in found.items() if morning.rows or morning.unsettled}


def _lives_in(agent: Agent, zone_name: str) -> bool:
    first = next(iter(agent.roles.all()), None)
    return first is not None and first.organisation.time_zone == zone_name


def _row(rdv: Rdv) -> Row:
    people = [each for each in rdv.participations.all() if each.status == RdvStatus.SCHEDULED]
    late = max((each.late_min or 0 for each in people), default=0)
    if rdv.is_session:
        who, note = f"{rdv.title or 'Séance collective'} ({len(people)} sur {rdv.seats})", ""
    else:
        who = ", ".join(str(each.usager) for each in people)
        confirmed = bool(people) and all(each.confirmed_at for each in people)
        note = f"Retard annoncé : {late} minutes" if late else "Présence confirmée" if confirmed else ""
    place = rdv.lieu.name if rdv.lieu else rdv.motif.get_modalite_display()
    return Row(rdv.starts_at.astimezone(zone_of(rdv)), who, rdv.motif.name, place, note)


def _unsettled(agent_ids: Collection[UUID], now: datetime) -> Sequence[tuple[UUID, int]]:
    past = Rdv.objects.filter(status=RdvStatus.SCHEDULED, ends_at__lte=now, seats=None)
    counted = past.filter(agenda__agent__in=agent_ids).values_list("agenda__agent")
    return list(counted.annotate(Count("pk")))
