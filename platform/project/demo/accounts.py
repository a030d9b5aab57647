"""What the demonstration tells whoever starts it: where to go, and as whom."""

import os

from django.conf import settings

from booking.commands.settle_in import NewAgent
from booking.vocabulary import AgentRole
from project.demo.administration import Administration
from project.demo.furnishing import administrations
from project.demo.weeks import Weeks
from tenants.models import Tenant


def accounts(weeks: Weeks) -> str:
    """Administrations that are there; none is invented."""
    known = {tenant.slug: tenant for tenant in Tenant.objects.open()}
    blocks = [
        _block(each, known[each.opening.slug], weeks)
        for each in administrations()
        if each.opening.slug in known
    ]
    return "\n\n".join([_public(), *blocks])


def _public() -> str:
    port = f":{settings.LINK_PORT}" if settings.LINK_PORT else ""
    lines = [f"Toutes les administrations  {settings.LINK_SCHEME}://{settings.BASE_DOMAIN}{port}/"]
    mailbox = os.environ.get("RDV_MAILBOX_URL", "")
    if mailbox:
        lines.append(f"Messages envoyés            {mailbox}")
    return "\n".join(lines)


def _block(administration: Administration, tenant: Tenant, weeks: Weeks) -> str:
    lines = [f"{tenant.name}", f"  usagers   {tenant.url('/')}", f"  agents    {tenant.url('/connexion/')}"]
    offices = administration.offices(weeks)
    for office in offices:
        title = f"{office.name} : " if len(offices) > 1 else ""
        lines.append(f"            {title}{', '.join(_agent(agent) for agent in office.agents)}")
    return "\n".join(lines)


def _agent(agent: NewAgent) -> str:
    role = " (administrateur)" if agent.role == AgentRole.ADMIN else ""
    return f"{agent.first_name} {agent.last_name}{role}"
