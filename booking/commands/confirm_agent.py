"""An agent came back from another legal unit, and belongs here all the same."""

from datetime import datetime
from uuid import UUID

from booking.commands.membership import AccessMoved, lock_team
from booking.models import Agent
from booking.vocabulary import AgentAccess
from foundation.actors import Actor
from foundation.database.unit import unit_of_work


@unit_of_work
def confirm_agent(agent_id: UUID, *, by: Actor, now: datetime) -> Agent:
    """The new SIRET becomes the usual one. Confirming twice is confirming once.

    Raises Forbidden, NotFound, AccessMoved.
    """
    agent = lock_team(by, agent_id)[agent_id]
    if agent.access == AgentAccess.GRANTED:
        return agent
    if agent.access != AgentAccess.REVIEW:
        raise AccessMoved
    agent.access, agent.access_since = AgentAccess.GRANTED, now
    agent.siret, agent.siret_seen = agent.siret_seen or agent.siret, ""
    agent.save(update_fields=["access", "access_since", "siret", "siret_seen"])
    return agent
