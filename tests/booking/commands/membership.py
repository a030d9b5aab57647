"""People who come from ProConnect, and an administrator who decides."""

from typing import Any
from uuid import UUID, uuid4

from booking.commands.admit_agent import admit_agent
from booking.commands.change_roles import Place
from booking.models import Agent, Organisation
from booking.vocabulary import AgentRole
from foundation.actors import Actor, ActorKind
from foundation.people import Admission, ProfessionalIdentity
from tests.booking.commands.conftest import NOW
from tests.makers.office import make_agent

ARRAS_SIRET, ELSEWHERE = "21620041000012", "22620001200012"


def identity(**fields: Any) -> ProfessionalIdentity:
    values: dict[str, Any] = {
        "account_id": uuid4(),
        "email": "claire.dubois@arras.example",
        "given_name": "Claire",
        "usual_name": "Dubois",
        "siret": ARRAS_SIRET,
    }
    return ProfessionalIdentity(**values | fields)


def make_admin(organisation: Organisation, **fields: Any) -> Actor:
    agent = make_agent(organisation, level=AgentRole.ADMIN, account_id=uuid4(), **fields)
    return Actor(ActorKind.AGENT, id=agent.pk, name=str(agent), is_admin=True)


def place(organisation: Organisation, level: AgentRole = AgentRole.AGENT) -> Place:
    return Place({organisation.pk: level})


def come(who: ProfessionalIdentity) -> Admission:
    return admit_agent(who, now=NOW)


def access_of(agent_id: UUID) -> str:
    return Agent.objects.values_list("access", flat=True).get(pk=agent_id)
