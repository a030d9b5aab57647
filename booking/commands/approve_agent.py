"""Answer somebody who asked to enter: yes, with a place; or no."""

from datetime import datetime
from uuid import UUID

from booking.commands.change_roles import Place, give_place
from booking.commands.membership import AccessMoved, lock_team
from booking.events import AgentAdmitted
from booking.models import Agent
from booking.vocabulary import AgentAccess
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish


@unit_of_work
def approve_agent(agent_id: UUID, place: Place, *, by: Actor, now: datetime) -> Agent:
    """Approving twice is approving once. Raises Forbidden, NotFound, AccessMoved."""
    agent = lock_team(by, agent_id)[agent_id]
    if agent.access == AgentAccess.GRANTED:
        return agent
    if agent.access != AgentAccess.REQUESTED or agent.account_id is None:
        raise AccessMoved
    agent.access, agent.access_since, agent.is_active = AgentAccess.GRANTED, now, True
    agent.save(update_fields=["access", "access_since", "is_active"])
    give_place(agent, place, now=now)
    publish(AgentAdmitted(agent_id=agent.pk, account_id=agent.account_id, asked=True))
    return agent


@unit_of_work
def refuse_agent(agent_id: UUID, *, by: Actor, now: datetime) -> Agent:
    """They cannot ask again; an invitation opens the door. Raises Forbidden, NotFound, AccessMoved."""
    agent = lock_team(by, agent_id)[agent_id]
    if agent.access == AgentAccess.REMOVED:
        return agent
    if agent.access != AgentAccess.REQUESTED:
        raise AccessMoved
    agent.access, agent.access_since = AgentAccess.REMOVED, now
    agent.save(update_fields=["access", "access_since"])
    return agent
