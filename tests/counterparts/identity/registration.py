"""What the server was told: which services are registered, which persons can sign in.

    {"clients": [{"profile": "proconnect", "client_id": "rdv", "client_secret": "…", "name": "RDV Service Public",
                  "redirect_uris": ["http://…"], "post_logout_redirect_uris": ["http://…"]}],
     "persons": [{"profile": "proconnect", "sub": "camille", "label": "Camille Durand",
                  "explanation": "Agente de la ville d’Arras", "acr": "eidas1-mfa", "amr": ["pwd", "otp"],
                  "claims": {"given_name": "Camille", "usual_name": "Durand", "email": "…", "siret": "…"}}],
     "sleep_seconds": 10}

`sleep_seconds` is how long the slow faults make the client wait.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from tests.counterparts.identity.profiles import PROFILES


class Unreadable(Exception):
    """One sentence for whoever wrote the configuration."""


@dataclass(frozen=True)
class Client:
    profile: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uris: list[str]
    post_logout_redirect_uris: list[str] = field(default_factory=list)
    name: str = ""


@dataclass(frozen=True)
class Person:
    """`sub` names the person in the configuration and on the button; the profile may sign another one."""

    profile: str
    sub: str
    label: str
    explanation: str = ""
    acr: str = "eidas1"
    amr: list[str] = field(default_factory=lambda: ["pwd"])
    claims: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Registration:
    clients: list[Client] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    sleep_seconds: float = 10

    def changed(self, asked: Any) -> "Registration":
        """Only the keys present are replaced. Raises Unreadable."""
        kinds = {"clients": Client, "persons": Person}
        try:
            read: dict[str, Any] = {
                key: [kinds[key](**one) for one in value] if key in kinds else value
                for key, value in asked.items()
            }
            known = replace(self, **read)
        except (AttributeError, TypeError) as error:
            raise Unreadable(str(error)) from error
        named = {one.profile for one in known.clients} | {one.profile for one in known.persons}
        if strangers := named - PROFILES.keys():
            raise Unreadable(f"unknown profiles: {sorted(strangers)}")
        return known

    def client(self, profile: str, client_id: str) -> Client | None:
        wanted = (profile, client_id)
        return next((one for one in self.clients if (one.profile, one.client_id) == wanted), None)

    def persons_of(self, profile: str) -> dict[str, Person]:
        return {person.sub: person for person in self.persons if person.profile == profile}
