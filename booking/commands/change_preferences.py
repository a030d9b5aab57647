"""What an agent wants to be written about: their own choice, nobody else's."""

from datetime import datetime

from booking.commands.plan_digest import begin_digest
from booking.models import Agent
from booking.queries.desk import desk_of
from booking.vocabulary import AgentNotices
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden


@unit_of_work
def change_preferences(notices: AgentNotices, *, daily_digest: bool, by: Actor, now: datetime) -> None:
    if by.agent_id is None:
        raise Forbidden
    Agent.objects.filter(pk=by.agent_id).update(notices=notices, daily_digest=daily_digest)
    if daily_digest:
        begin_digest(desk_of(by.agent_id).zone, now=now)
