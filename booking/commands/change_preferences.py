"""What an agent wants to be written about: their own choice, nobody else's."""

from dataclasses import dataclass
from datetime import datetime

from booking.commands.plan_digest import begin_digest
from booking.models import Agent
from booking.queries.desk import desk_of
from booking.vocabulary import AgentNotices, OpeningNotices
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedNotices:
    """`arrivals`: whoever the desk has welcomed, and waits for them."""

    rdvs: AgentNotices
    openings: OpeningNotices = OpeningNotices.OTHERS
    arrivals: bool = False
    daily_digest: bool = False


@unit_of_work
def change_preferences(chosen: WantedNotices, *, by: Actor, now: datetime) -> None:
    if by.agent_id is None:
        raise Forbidden
    Agent.objects.filter(pk=by.agent_id).update(
        notices=chosen.rdvs,
        opening_notices=chosen.openings,
        arrival_notices=chosen.arrivals,
        daily_digest=chosen.daily_digest,
    )
    if chosen.daily_digest:
        begin_digest(desk_of(by.agent_id).zone, now=now)
