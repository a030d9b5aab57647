"""An agent's account answers to another identity: an administrator says again what it may do here."""

from datetime import datetime
from uuid import UUID

from booking.events import AccessToReview
from booking.models import Agent
from booking.queries.agents import INSIDE
from booking.vocabulary import AgentAccess, AgentRole
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish


@unit_of_work
def review_relinked(account_id: UUID, *, at: datetime) -> None:
    """The lowest role everywhere, read-only until confirmed: the last administrator too, whom the national team helps.

    What was decided since `at` is left as it is.
    """
    rows = Agent.objects.filter(account_id=account_id, access__in=INSIDE)
    agent = rows.select_for_update(no_key=True).first()
    if agent is None or (agent.access_since is not None and agent.access_since >= at):
        return
    agent.roles.filter(level=AgentRole.ADMIN).update(level=AgentRole.AGENT)
    agent.access, agent.access_since = AgentAccess.REVIEW, at
    agent.save(update_fields=["access", "access_since"])
    publish(AccessToReview(agent_id=agent.pk))
