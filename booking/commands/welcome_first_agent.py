"""The first hour of an administration that somebody opened by themselves: one organisation, one administrator."""

from dataclasses import dataclass
from datetime import datetime

from booking.commands.change_roles import Place, give_place
from booking.events import AgentAdmitted
from booking.models import Agent, Organisation
from booking.vocabulary import AgentAccess, AgentRole
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish
from foundation.people import ProfessionalIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOrganisation:
    slug: str
    name: str
    phone: str
    time_zone: str
    holiday_set: str


@unit_of_work
def welcome_first_agent(first: FirstOrganisation, identity: ProfessionalIdentity, *, now: datetime) -> Agent:
    """Welcomed twice, it is the same person. What they changed since is left as it is."""
    organisation, _ = Organisation.objects.get_or_create(
        slug=first.slug,
        defaults={
            "name": first.name[:150],
            "phone": first.phone,
            "time_zone": first.time_zone,
            "holiday_set": first.holiday_set,
        },
    )
    agent, created = Agent.objects.get_or_create(
        account_id=identity.account_id,
        defaults={
            "first_name": identity.given_name[:80],
            "last_name": identity.usual_name[:80],
            "email": identity.email,
            "siret": identity.siret,
            "access": AgentAccess.GRANTED,
            "access_since": now,
        },
    )
    if created:
        give_place(agent, Place({organisation.pk: AgentRole.ADMIN}), now=now)
        publish(AgentAdmitted(agent_id=agent.pk, account_id=identity.account_id))
    return agent
