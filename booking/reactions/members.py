"""Answers to the floor below: who are the agents of this administration?"""

from collections.abc import Sequence
from uuid import UUID

from booking.queries.agents import active_agents, agent_with_roles
from booking.vocabulary import AgentRole
from foundation.actors import Actor, ActorKind
from foundation.ports import Member


def list_members() -> Sequence[Member]:
    return [
        Member(
            id=agent.pk, name=str(agent), role=" · ".join(str(service) for service in agent.services.all())
        )
        for agent in active_agents()
    ]


def actor_of_agent(agent_id: UUID) -> Actor | None:
    agent = agent_with_roles(agent_id)
    if agent is None:
        return None
    is_admin = any(role.level == AgentRole.ADMIN for role in agent.roles.all())
    return Actor(ActorKind.AGENT, id=agent.pk, name=str(agent), is_admin=is_admin)
