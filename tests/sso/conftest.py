"""The identity server, and a browser at the sign-in host. One server for the whole run, a clean one for each test."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.test import Client

from project.env import Provider
from project.log_lines import JsonLine
from tests.counterparts.identity.client import Browser, IdentityServer

AGENT = {
    "given_name": "Camille",
    "usual_name": "Durand",
    "email": "camille.durand@arras.example",
    "uid": "camille",
    "siret": "21620041000010",
    "idp_id": "71144ab3-ee1a-4401-b7b3-79b44f7daeeb",
    "organization_label": "Ville d’Arras",
    "roles": ["agent_public", "agent_public_territorial"],
}
CITIZEN = {
    "given_name": "Angela Claire",
    "given_name_array": ["Angela", "Claire"],
    "family_name": "Dubois",
    "birthdate": "1962-08-24",
    "gender": "female",
    "email": "angela.dubois@courriel.example",
}


def agent(sub: str, *, acr: str = "eidas1", amr: list[str] | None = None, **claims: Any) -> dict[str, Any]:
    return {
        "profile": "proconnect",
        "sub": sub,
        "label": sub,
        "acr": acr,
        "amr": ["pwd"] if amr is None else amr,
        "claims": AGENT | claims,
    }


def citizen(sub: str, **claims: Any) -> dict[str, Any]:
    return {
        "profile": "franceconnect",
        "sub": sub,
        "label": sub,
        "acr": "eidas1",
        "amr": ["pwd"],
        "claims": CITIZEN | claims,
    }


PERSONS = [agent("camille"), citizen("angela")]


def _client(profile: str) -> dict[str, Any]:
    port = f":{django_settings.LINK_PORT}" if django_settings.LINK_PORT else ""
    home = f"{django_settings.LINK_SCHEME}://{django_settings.SIGN_IN_HOST}{port}"
    return {
        "profile": profile,
        "client_id": f"rdv-{profile}",
        "client_secret": f"secret-of-{profile}-for-the-tests-only",
        "redirect_uris": [f"{home}/sso/{profile}/retour/"],
        "post_logout_redirect_uris": [f"{home}/sso/sortie/retour/"],
    }


CLIENTS = [_client("proconnect"), _client("franceconnect")]


@pytest.fixture(scope="session")
def identity_process() -> Iterator[IdentityServer]:
    with IdentityServer.serving({"clients": CLIENTS, "persons": PERSONS}) as server:
        yield server


@pytest.fixture
def identity(identity_process: IdentityServer, settings: Any) -> IdentityServer:
    """Both providers configured here. `identity.configure(persons=[agent("x", roles=[])])` changes who can sign in."""
    identity_process.clear()
    identity_process.configure(persons=PERSONS, clients=CLIENTS, sleep_seconds=1)
    for client in CLIENTS:
        issuer = identity_process.issuer(client["profile"])
        name = client["profile"].upper()
        setattr(settings, name, Provider(issuer, client["client_id"], client["client_secret"]))
    caches["shared"].clear()
    return identity_process


@pytest.fixture
def public(db: None) -> Client:
    """A browser at the sign-in host."""
    return Client(HTTP_HOST=django_settings.SIGN_IN_HOST)


@dataclass
class SignInLog:
    """Lines of our log, as they are written: `reasons` of the refused sign-ins, with their correlation ids."""

    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def reasons(self) -> list[str]:
        return [line["reason"] for line in self.lines if line["message"] == "sign-in refused"]


class _Keep(logging.Handler):
    def __init__(self, log: SignInLog) -> None:
        super().__init__()
        self.log = log
        self.setFormatter(JsonLine())

    def emit(self, record: logging.LogRecord) -> None:
        self.log.lines.append(json.loads(self.format(record)))


@pytest.fixture
def log() -> Iterator[SignInLog]:
    kept = SignInLog()
    handler = _Keep(kept)
    logger = logging.getLogger("sso")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield kept
    logger.removeHandler(handler)
    logger.setLevel(level)


def follow(public: Client, address: str) -> Any:
    """Our own address, as the provider's redirect gave it."""
    parts = urlsplit(address)
    return public.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def depart(public: Client, suite: str = "/") -> str:
    """The address of ProConnect's page, from the public host's own link."""
    return public.get("/sso/proconnect/", {"suite": suite}).headers["Location"]


def come_back(public: Client, person: str = "camille", *, browser: Browser | None = None) -> Any:
    """ProConnect from the link of the public host to our answer at the return address."""
    return follow(public, (browser or Browser()).sign_in(depart(public), person))
