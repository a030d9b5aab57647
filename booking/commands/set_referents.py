"""Say which agents follow somebody."""

from collections.abc import Collection
from uuid import UUID

from booking.models import Usager
from booking.queries.referents import agents_receiving
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden


@unit_of_work
def set_referents(usager: Usager, agent_ids: Collection[UUID], *, by: Actor) -> None:
    """All of them at once; the former ones not named are no more. Raises Forbidden."""
    if not by.is_agent or not by.may_write:
        raise Forbidden
    # Two administrators at once: the second one's list is the list.
    Usager.objects.select_for_update(no_key=True).get(pk=usager.pk)
    usager.referents.set([agent for agent in agents_receiving() if agent.pk in set(agent_ids)])
