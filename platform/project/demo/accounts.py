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
    for title, name in (
        ("Messages envoyés            ", "RDV_MAILBOX_URL"),
        ("Identités de démonstration  ", "RDV_IDENTITIES_URL"),
    ):
        if address := os.environ.get(name, ""):
            lines.append(f"{title}{address}")
    return "\n".join([*lines, *_how_to_enter()])


def _how_to_enter() -> list[str]:
    public = f"{settings.LINK_SCHEME}://{settings.SIGN_IN_HOST}{f':{settings.LINK_PORT}' if settings.LINK_PORT else ''}"
    return [
        "",
        "Aucun mot de passe : « S’identifier avec ProConnect » (ou FranceConnect) mène à un serveur d’identités",
        "de démonstration, où l’on choisit une personne.",
        f"  équipe nationale     Claude Vidal      {public}/supervision/",
        f"  ouvrir un guichet    Sacha Delattre    {public}/ouvrir/",
        "  usager reconnu       Rosalie Témoin    (FranceConnect, depuis « Mes rendez-vous » ; au Département, elle a",
        "                       un enfant et une référente, et se reconnaît d’abord par un code reçu par e-mail)",
    ]


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
