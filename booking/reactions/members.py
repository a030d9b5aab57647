"""Answers to the floor below: who is this agent of the administration, and who may become one?"""

from uuid import UUID

from booking.commands import request_access as requests
from booking.commands.admit_agent import admit_agent
from booking.queries.agents import agent_of_account
from booking.vocabulary import AgentAccess, AgentRole
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.people import Admission, ProfessionalIdentity


def actor_of_account(account_id: UUID) -> Actor | None:
    agent = agent_of_account(account_id)
    if agent is None:
        return None
    is_admin = any(role.level == AgentRole.ADMIN for role in agent.roles.all())
    return Actor(
        ActorKind.AGENT,
        id=agent.pk,
        name=str(agent),
        is_admin=is_admin,
        may_write=agent.access != AgentAccess.REVIEW,
    )


def admit(identity: ProfessionalIdentity) -> Admission:
    return admit_agent(identity, now=clock.now())


def request_access(identity: ProfessionalIdentity) -> Admission:
    return requests.request_access(identity, now=clock.now())
