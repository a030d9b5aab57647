"""What the changes of the team share: their order, and what is refused."""

from uuid import UUID

from django.db.models import Q

from booking.models import Agent, Role
from booking.policies import may_manage_team
from booking.queries.agents import administrators
from booking.vocabulary import AgentRole
from foundation.actors import Actor
from foundation.errors import Forbidden, NotFound, Refusal


class LastAdministrator(Refusal):
    code = "dernier-administrateur"
    sentence = (
        "C’est le dernier administrateur de cette administration. "
        "Donnez d’abord le rôle d’administrateur à un autre agent qui se connecte déjà."
    )


class AccessMoved(Refusal):
    """Somebody else decided meanwhile, or the page is old."""

    code = "acces-change"
    sentence = "L’accès de cet agent a changé entre-temps. Vérifiez sa situation, puis recommencez si besoin."


def lock_team(by: Actor, *agent_ids: UUID) -> dict[UUID, Agent]:
    """Those named, and every administrator, always in the same order: changes of a team follow one another.

    Inside a transaction only. Raises Forbidden, and NotFound when one is missing.
    """
    if not may_manage_team(by):
        raise Forbidden
    admins = Role.objects.filter(level=AgentRole.ADMIN).values("agent")
    rows = Agent.objects.filter(Q(pk__in=agent_ids) | Q(pk__in=admins))
    locked = {agent.pk: agent for agent in rows.order_by("pk").select_for_update(no_key=True)}
    if not locked.keys() >= set(agent_ids):
        raise NotFound
    return locked


def keep_an_administrator() -> None:
    """Last line of what may take one away, under `lock_team`. Raises LastAdministrator."""
    if not administrators().exists():
        raise LastAdministrator
