"""Invite somebody to sign in: whoever proves the address by ProConnect enters, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from booking.commands.change_roles import Place, give_place
from booking.commands.membership import AccessMoved, lock_team
from booking.events import AgentInvited
from booking.models import Agent
from booking.vocabulary import AgentAccess
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal
from foundation.outbox.events import publish

# A double click is one invitation.
SAME_CLICK = timedelta(minutes=1)
INVITABLE = frozenset({AgentAccess.NONE, AgentAccess.INVITED, AgentAccess.REMOVED})


class AlreadyKnown(Refusal):
    """The context's `agent_id` says whose page helps."""

    code = "agent-deja-connu"
    sentence = "Un agent a déjà cette adresse électronique. Ouvrez sa fiche pour changer ses droits."


class AlreadyMember(AlreadyKnown):
    code = "deja-membre"


class AlreadyInvited(AlreadyKnown):
    code = "deja-invite"
    sentence = "Cette personne est déjà invitée. Ouvrez sa fiche pour renvoyer l’invitation."


class AlreadyAsking(AlreadyKnown):
    code = "deja-en-attente"
    sentence = "Cette personne a déjà demandé l’accès. Ouvrez sa demande pour l’approuver."


class AlreadyRemoved(AlreadyKnown):
    code = "deja-retire"
    sentence = "L’accès de cette personne a été retiré. Ouvrez sa fiche pour l’inviter de nouveau."


KNOWN_AS = {
    AgentAccess.INVITED: AlreadyInvited,
    AgentAccess.REQUESTED: AlreadyAsking,
    AgentAccess.REMOVED: AlreadyRemoved,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    first_name: str
    last_name: str
    email: str


@unit_of_work
def invite_agent(person: Invited, place: Place, *, by: Actor, now: datetime) -> Agent:
    """Somebody new. Raises Forbidden, and AlreadyKnown (or a kind of it) for an address that an agent has."""
    lock_team(by)
    # Oldest first: a request to be attached to an agent bears the agent's own address.
    known = Agent.objects.filter(email__iexact=person.email).order_by("access_since", "pk").first()
    if known is not None:
        raise KNOWN_AS.get(AgentAccess(known.access), AlreadyMember)(agent_id=known.pk)
    agent = Agent(first_name=person.first_name, last_name=person.last_name, email=person.email)
    return _invite(agent, place, now)


@unit_of_work
def invite_again(agent_id: UUID, place: Place, *, by: Actor, now: datetime) -> Agent:
    """Who never signed in, did not come in time, or was removed. Raises Forbidden, NotFound, AccessMoved."""
    agent = lock_team(by, agent_id)[agent_id]
    if agent.access not in INVITABLE or not agent.email:
        raise AccessMoved
    if agent.access == AgentAccess.INVITED and agent.access_since and now - agent.access_since < SAME_CLICK:
        return agent
    return _invite(agent, place, now)


def _invite(agent: Agent, place: Place, now: datetime) -> Agent:
    agent.access, agent.access_since, agent.is_active = AgentAccess.INVITED, now, True
    # Nothing of a former account remains: the address alone is invited.
    agent.account_id, agent.siret, agent.siret_seen = None, "", ""
    agent.save()
    give_place(agent, place, now=now)
    publish(AgentInvited(agent_id=agent.pk))
    return agent
