"""A program, its token, and the doors it knocks at."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.machines import Scope
from foundation.tenancy import in_tenant
from sso.grants.grant import grant
from sso.machines.clients import create_client
from sso.machines.program_secrets import add_secret
from tenants.models import Tenant

SIGN_IN_HOST = "rdv.localhost"
READ, WRITE = Scope.RDV_READ.value, Scope.RDV_WRITE.value
RDVS = "/api/v1/rdvs/"
ADMIN = Actor(ActorKind.AGENT, id=UUID("6f0f7a35-5b52-4bb5-a5f5-0b9f0d6c2a11"), is_admin=True)


class Program:
    def __init__(self, *scopes: str) -> None:
        self.client = create_client("Logiciel de la mairie", scopes, now=clock.now())
        self.id = UUID(self.client.pk)
        self.first, self.secret = add_secret(self.id, now=clock.now())

    def asks(self, resource: Any = None, **more: Any) -> HttpResponse:
        """At the sign-in host, with its secret in the form; `resource` may be a tenant."""
        said = {"grant_type": "client_credentials", "client_id": self.client.pk, "client_secret": self.secret}
        if resource is not None:
            said["resource"] = resource.url("/") if isinstance(resource, Tenant) else resource
        return at_sign_in_host("/sso/jetons/", {**said, **more})

    def token(self, tenant: Tenant, **more: Any) -> str:
        answer = self.asks(tenant, **more)
        assert answer.status_code == 200, answer.content
        return str(answer.json()["access_token"])  # type: ignore[attr-defined]

    def revokes(self, token: str) -> HttpResponse:
        said = {"client_id": self.client.pk, "client_secret": self.secret, "token": token}
        return at_sign_in_host("/sso/jetons/revocation/", said)

    def granted(self, tenant: Tenant, *scopes: str) -> None:
        with in_tenant(tenant):
            grant(self.id, self.client.name, scopes, by=ADMIN, now=clock.now())


def at_sign_in_host(path: str, said: dict[str, Any], **headers: str) -> HttpResponse:
    """As a form, the way OAuth speaks; CSRF checks are on."""
    browser = Browser(HTTP_HOST=SIGN_IN_HOST, enforce_csrf_checks=True)
    body = urlencode(said, doseq=True)
    form = "application/x-www-form-urlencoded"
    return browser.post(path, body, content_type=form, secure=True, headers=headers or None)  # type: ignore[return-value]


def call(tenant: Tenant, token: str = "", *, query: str = "du=2026-11-24", **headers: str) -> HttpResponse:
    if token:
        headers["authorization"] = f"Bearer {token}"
    url = f"{RDVS}?{query}"
    return Browser(HTTP_HOST=tenant.host).get(url, secure=True, headers=headers)  # type: ignore[return-value]


@pytest.fixture
def program(arras: Tenant) -> Program:
    """May read and write; Arras granted both."""
    made = Program(READ, WRITE)
    made.granted(arras, READ, WRITE)
    return made
