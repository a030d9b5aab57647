"""Somebody whom nobody invited asks to enter: an administrator answers."""

from datetime import datetime

from booking.commands.admit_agent import admission_of, admit_agent
from booking.events import AccessRequested
from booking.models import Agent
from booking.vocabulary import AgentAccess
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish
from foundation.people import Admission, Entry, ProfessionalIdentity


@unit_of_work
def request_access(identity: ProfessionalIdentity, *, now: datetime) -> Admission:
    """Asking twice is asking once; who may enter already enters."""
    admission = admit_agent(identity, now=now)
    if admission.entry is not Entry.UNKNOWN:
        return admission
    agent, created = Agent.objects.get_or_create(
        account_id=identity.account_id,
        defaults={
            "first_name": identity.given_name[:80],
            "last_name": identity.usual_name[:80],
            "email": identity.email,
            "is_active": False,
            "access": AgentAccess.REQUESTED,
            "siret": identity.siret,
            "access_since": now,
        },
    )
    if created:
        publish(AccessRequested(agent_id=agent.pk))
    return admission_of(agent)
