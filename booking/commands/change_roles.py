"""What an agent may do, and where."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.commands.change_agenda import change_agenda
from booking.commands.index import lock_agendas, reindex_ahead
from booking.commands.membership import AccessMoved, keep_an_administrator, lock_team
from booking.models import Agenda, Agent, Role
from booking.vocabulary import AgentAccess, AgentRole
from foundation.actors import Actor
from foundation.database.unit import unit_of_work

# Who asks to enter gets roles by being approved; who was removed, by being invited again.
OUTSIDE = frozenset({AgentAccess.REQUESTED, AgentAccess.REMOVED})


@dataclass(frozen=True, slots=True)
class Place:
    """Of an agent in the administration: a level per organisation, at least one; ids of services."""

    roles: Mapping[int, AgentRole]
    services: Collection[int] = ()


@unit_of_work
def change_roles(agent_id: UUID, place: Place, *, by: Actor, now: datetime) -> Agent:
    """Raises Forbidden, NotFound, AccessMoved, LastAdministrator."""
    agent = lock_team(by, agent_id)[agent_id]
    if agent.access in OUTSIDE:
        raise AccessMoved
    give_place(agent, place, now=now)
    keep_an_administrator()
    return agent


def give_place(agent: Agent, place: Place, *, now: datetime) -> None:
    """Inside a unit of work. An agent also gets an agenda, in use again when it was not."""
    agent.roles.exclude(organisation__in=place.roles).delete()
    for organisation_id, level in place.roles.items():
        Role.objects.update_or_create(agent=agent, organisation_id=organisation_id, defaults={"level": level})
    agent.services.set(place.services)
    agenda, created = Agenda.objects.get_or_create(
        agent=agent, defaults={"organisation_id": min(place.roles), "title": str(agent)}
    )
    if created:
        lock_agendas([agenda.pk])
        reindex_ahead([agenda.pk], now)
    elif not agenda.is_active:
        change_agenda(agenda.pk, now=now, is_active=True)
