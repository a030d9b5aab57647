"""Who can sign in at the demonstration's identity server: the agents of its administrations, and some others."""

import os
from typing import Any

from django.conf import settings

from booking.commands.settle_in import NewAgent
from booking.vocabulary import AgentRole
from project.demo.administration import Administration
from project.demo.furnishing import administrations
from project.demo.weeks import Weeks

MFA = {"acr": "eidas1-mfa", "amr": ["pwd", "mfa", "otp"]}
PUBLIC_AGENT = ["agent_public", "agent_public_territorial"]
# Who is not in the registry's source has the SIREN of another public body here.
DEPARTEMENT = "226200012"
# Somebody whose administration is not open yet, somebody of the programme, somebody who may not enter.
MAIRE = {"given_name": "Sacha", "usual_name": "Delattre", "email": "sacha.delattre@bethune.example"}
PROGRAMME = {"given_name": "Claude", "usual_name": "Vidal", "email": "claude.vidal@programme.gouv.example"}
STRANGER = {"given_name": "Noa", "usual_name": "Prunier", "email": "noa@entreprise.example"}
PROGRAMME_SUB = "claude-vidal"
BETHUNE = "216209106"


def registration(weeks: Weeks) -> dict[str, Any]:
    """The server's configuration: the two clients that the environment announces, and the persons."""
    persons = [
        _agent(administration, agent)
        for administration in administrations()
        for office in administration.offices(weeks)
        for agent in office.agents
    ]
    return {"clients": [_client("proconnect"), _client("franceconnect")], "persons": [*persons, *_others()]}


def sub_of(email: str) -> str:
    return email.replace("@", "--")


def _client(profile: str) -> dict[str, Any]:
    port = f":{settings.LINK_PORT}" if settings.LINK_PORT else ""
    host = f"{settings.LINK_SCHEME}://{settings.SIGN_IN_HOST}{port}"
    name = profile.upper()
    return {
        "profile": profile,
        "client_id": os.environ[f"{name}_CLIENT_ID"],
        "client_secret": os.environ[f"{name}_CLIENT_SECRET"],
        "name": "RDV Service Public",
        "redirect_uris": [f"{host}/sso/{profile}/retour/"],
        "post_logout_redirect_uris": [f"{host}/sso/sortie/retour/"],
    }


def _agent(administration: Administration, agent: NewAgent) -> dict[str, Any]:
    role = "administre le guichet" if agent.role == AgentRole.ADMIN else "agent"
    return _professional(
        sub_of(agent.email),
        {"given_name": agent.first_name, "usual_name": agent.last_name, "email": agent.email},
        explanation=f"{administration.opening.name} – {role}",
        siren=administration.opening.siren or DEPARTEMENT,
    )


def _professional(
    sub: str,
    names: dict[str, str],
    *,
    explanation: str,
    siren: str = DEPARTEMENT,
    roles: list[str] = PUBLIC_AGENT,
) -> dict[str, Any]:
    claims = {
        **names,
        "uid": sub,
        "idp_id": "demonstration",
        "roles": roles,
        "siret": siret(siren),
    }
    label = f"{names['given_name']} {names['usual_name']}"
    return {
        "profile": "proconnect",
        "sub": sub,
        "label": label,
        "explanation": explanation,
        "claims": claims,
    } | MFA


def _others() -> list[dict[str, Any]]:
    return [
        _professional(
            "sacha-delattre", MAIRE, explanation="Ville de Béthune – ouvre un guichet", siren=BETHUNE
        ),
        _professional(
            PROGRAMME_SUB, PROGRAMME, explanation="Équipe nationale – supervision", siren="130025265"
        ),
        _professional("noa-prunier", STRANGER, explanation="Entreprise privée – n’a pas accès", roles=[]),
        _citizen("rosalie", "Rosalie", "Témoin-Arras", "1986-03-14", "rosalie.temoin@courriel.example"),
        _citizen("yves", "Yves", "Vandamme", "1949-11-02", ""),
    ]


def _citizen(sub: str, first_name: str, last_name: str, birth_date: str, email: str) -> dict[str, Any]:
    claims = {
        "given_name": first_name,
        "given_name_array": [first_name],
        "family_name": last_name,
        "birthdate": birth_date,
        "email": email,
    }
    return {
        "profile": "franceconnect",
        "sub": sub,
        "label": f"{first_name} {last_name}",
        "explanation": f"Usager, {email or 'sans adresse électronique'}",
        "claims": claims,
        "acr": "eidas1",
    }


def siret(siren: str) -> str:
    """The seat of a legal unit, with its check digit (Luhn)."""
    for last in range(10):
        number = f"{siren}0001{last}"
        digits = [int(each) for each in number]
        doubled = [sum(divmod(2 * each, 10)) for each in digits[-2::-2]]
        if (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0:
            return number
    raise ValueError(siren)
