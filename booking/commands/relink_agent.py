"""An agent's new account: ProConnect gave them another identity, and an administrator vouches for it."""

from datetime import datetime
from uuid import UUID

from booking.commands.admit_agent import SIREN
from booking.commands.membership import AccessMoved, keep_an_administrator, lock_team
from booking.events import AgentAdmitted, AgentRemoved
from booking.models import Agent
from booking.vocabulary import AgentAccess, AgentRole
from foundation.actors import Actor
from foundation.courier.addresses import same_mailbox
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal
from foundation.outbox.events import publish


class AnotherPerson(Refusal):
    code = "compte-different"
    sentence = (
        "Ce compte ne peut pas être rattaché à cet agent : "
        "l’adresse électronique ou la structure est différente."
    )


@unit_of_work
def relink_agent(request_id: UUID, *, to: UUID, by: Actor, now: datetime) -> Agent:
    """The request goes, its account becomes the agent's, who keeps no more than the lowest role.

    Raises Forbidden, NotFound, AccessMoved, AnotherPerson, LastAdministrator.
    """
    team = lock_team(by, request_id, to)
    request, agent = team[request_id], team[to]
    account_id, former = request.account_id, agent.account_id
    if request.access != AgentAccess.REQUESTED or account_id is None or not agent.is_active:
        raise AccessMoved
    if not is_same_person(request, agent):
        raise AnotherPerson
    if former is not None:
        agent.roles.filter(level=AgentRole.ADMIN).update(level=AgentRole.AGENT)
        publish(AgentRemoved(agent_id=agent.pk, account_id=former))
    request.delete()
    agent.account_id, agent.access, agent.access_since = account_id, AgentAccess.GRANTED, now
    agent.siret, agent.siret_seen = request.siret or agent.siret, ""
    agent.save(update_fields=["account_id", "access", "access_since", "siret", "siret_seen"])
    keep_an_administrator()
    publish(AgentAdmitted(agent_id=agent.pk, account_id=account_id, asked=True))
    return agent


def is_same_person(request: Agent, agent: Agent) -> bool:
    """As far as a program can tell: same address, and nothing known of another legal unit."""
    same_unit = not (request.siret and agent.siret) or request.siret[:SIREN] == agent.siret[:SIREN]
    return same_mailbox(request.email, agent.email) and same_unit
