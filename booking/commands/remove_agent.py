"""An agent leaves: their next request finds the door closed. Rdvs already taken stay."""

from datetime import datetime
from uuid import UUID

from booking.commands.change_agenda import change_agenda
from booking.commands.membership import keep_an_administrator, lock_team
from booking.events import AgentRemoved
from booking.models import Agenda, Agent
from booking.vocabulary import AgentAccess
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish


@unit_of_work
def remove_agent(agent_id: UUID, *, by: Actor, now: datetime) -> Agent:
    """Their agenda offers nothing any more. Removing twice is removing once.

    Raises Forbidden, NotFound, LastAdministrator.
    """
    agent = lock_team(by, agent_id)[agent_id]
    if agent.access == AgentAccess.REMOVED:
        return agent
    agent.access, agent.access_since, agent.is_active = AgentAccess.REMOVED, now, False
    agent.save(update_fields=["access", "access_since", "is_active"])
    keep_an_administrator()
    agenda = Agenda.objects.filter(agent=agent, is_active=True).first()
    if agenda is not None:
        change_agenda(agenda.pk, now=now, is_active=False)
    publish(AgentRemoved(agent_id=agent.pk, account_id=agent.account_id))
    return agent
