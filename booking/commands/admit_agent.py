"""Who comes from ProConnect: do they enter this administration?"""

from datetime import datetime

from django.db.models import Q

from booking.events import AccessToReview, AgentAdmitted
from booking.models import Agent
from booking.queries.agents import INSIDE
from booking.vocabulary import INVITED_FOR, AgentAccess
from foundation.courier.addresses import same_mailbox
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish
from foundation.people import Admission, Entry, ProfessionalIdentity

# The legal unit, in a SIRET.
SIREN = 9
ENTRIES = {
    AgentAccess.GRANTED: Entry.ADMITTED,
    AgentAccess.REVIEW: Entry.REVIEW,
    AgentAccess.REQUESTED: Entry.REQUESTED,
    AgentAccess.REMOVED: Entry.REMOVED,
}


@unit_of_work
def admit_agent(identity: ProfessionalIdentity, *, now: datetime) -> Admission:
    """The account decides; an address opens nothing but an invitation sent to it, once and in time."""
    known, invited = _read(identity, now)
    if invited and (known is None or known.access not in INSIDE):
        return _consume(invited, known, identity, now)
    if known is None:
        return Admission(Entry.UNKNOWN)
    if known.access in INSIDE:
        if _comes_from_elsewhere(known, identity):
            _put_in_review(known, identity, now)
        _update(known, identity, now)
    return admission_of(known)


def admission_of(agent: Agent) -> Admission:
    entry = ENTRIES.get(AgentAccess(agent.access), Entry.UNKNOWN)
    if agent.access not in INSIDE:
        return Admission(entry)
    return Admission(entry, agent.pk) if agent.is_active else Admission(Entry.REMOVED)


def _read(identity: ProfessionalIdentity, now: datetime) -> tuple[Agent | None, Agent | None]:
    """Whoever has the account, and whom its address invites. One locked read: of two sign-ins at once, the second
    sees what the first did.
    """
    which = Q(account_id=identity.account_id)
    if identity.email:
        which |= Q(
            access=AgentAccess.INVITED,
            account_id=None,
            email__iexact=identity.email,
            access_since__gt=now - INVITED_FOR,
        )
    rows = list(Agent.objects.filter(which).order_by("pk").select_for_update(no_key=True))
    known = next((agent for agent in rows if agent.account_id == identity.account_id), None)
    invited = [agent for agent in rows if agent is not known and same_mailbox(agent.email, identity.email)]
    # Two invitations at one address: nobody can tell whose.
    return known, invited[0] if len(invited) == 1 else None


def _consume(invited: Agent, known: Agent | None, identity: ProfessionalIdentity, now: datetime) -> Admission:
    if known is not None:
        # A refused request or a former membership, under another address: the invitation is the later word.
        known.account_id, known.access, known.is_active = None, AgentAccess.REMOVED, False
        known.save(update_fields=["account_id", "access", "is_active"])
    invited.account_id, invited.access, invited.access_since = identity.account_id, AgentAccess.GRANTED, now
    _update(invited, identity, now)
    publish(AgentAdmitted(agent_id=invited.pk, account_id=identity.account_id))
    return admission_of(invited)


def _comes_from_elsewhere(agent: Agent, identity: ProfessionalIdentity) -> bool:
    said = agent.siret and identity.siret
    return bool(said) and agent.siret[:SIREN] != identity.siret[:SIREN]


def _put_in_review(agent: Agent, identity: ProfessionalIdentity, now: datetime) -> None:
    agent.siret_seen = identity.siret
    if agent.access != AgentAccess.REVIEW:
        agent.access, agent.access_since = AgentAccess.REVIEW, now
        publish(AccessToReview(agent_id=agent.pk))


def _update(agent: Agent, identity: ProfessionalIdentity, now: datetime) -> None:
    """A snapshot: ProConnect is the one to be believed on names and address."""
    agent.last_seen_at = now
    agent.email = identity.email or agent.email
    agent.first_name = identity.given_name[:80] or agent.first_name
    agent.last_name = identity.usual_name[:80] or agent.last_name
    if identity.siret and not agent.siret_seen:
        agent.siret = identity.siret
    agent.save()
