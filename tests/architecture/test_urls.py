"""The permission table against the real routes: a stranger, a colleague of another administration, a forged POST."""

import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver

from booking.vocabulary import AgentRole
from foundation.actors import Actor
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.architecture.url_table import PUBLIC_HOST, TENANT_HOST
from tests.makers.office import make_agent, make_organisation
from tests.makers.sessions import sign_in

pytestmark = pytest.mark.django_db

SAMPLES = {
    "uuid": "6f0f7a35-5b52-4bb5-a5f5-0b9f0d6c2a11",
    "slug": "inconnu",
    "str": "Inconnu23456789A",
    "int": "7",
    "jour": "2026-11-24",
    "date": "2026-11-24",
}
AGENTS = {"agent", "administrator"}
TENANT, PUBLIC = "arras.rdv.localhost", "rdv.localhost"
ADDRESSES = [
    *((PUBLIC, route, who) for route, who in PUBLIC_HOST.items()),
    *((TENANT, route, who) for route, who in TENANT_HOST.items()),
]
PAGES = [(host, route) for host, route, who in ADDRESSES if who != "machine"]
MACHINES = [(host, route) for host, route, who in ADDRESSES if who == "machine"]


def routes(urlconf: str) -> Iterator[str]:
    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
        for each in patterns:
            route = prefix + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, route)
            else:
                yield route

    yield from walk(import_module(urlconf).urlpatterns, "")


def example(route: str) -> str:
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], route)


@pytest.mark.parametrize(
    ("urlconf", "table"), [("project.urls_public", PUBLIC_HOST), ("project.urls_tenant", TENANT_HOST)]
)
def test_every_address_is_in_the_table(urlconf: str, table: dict[str, str]) -> None:
    assert set(routes(urlconf)) == set(table)


@pytest.mark.parametrize("route", [route for route, who in TENANT_HOST.items() if who in AGENTS])
def test_a_stranger_is_led_to_the_sign_in_page(route: str, arras: Tenant) -> None:
    answer = Client(HTTP_HOST=TENANT).get(example(route), secure=True)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/connexion/?suite=")


@pytest.mark.parametrize(("host", "route"), PAGES)
def test_a_post_without_its_token_is_refused_to_everyone(host: str, route: str, arras: Tenant) -> None:
    client = Client(HTTP_HOST=host, enforce_csrf_checks=True)
    answer = client.post(example(route), {"any": "thing"}, secure=True)
    assert answer.status_code == 403
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize(("host", "route"), MACHINES)
def test_a_program_s_address_reads_no_cookie(host: str, route: str, arras: Tenant) -> None:
    """So it needs no CSRF token: what a browser sends by itself opens nothing there."""
    client = Client(HTTP_HOST=host, enforce_csrf_checks=True)
    with in_tenant(arras):
        sign_in(client, make_agent(make_organisation(), level=AgentRole.ADMIN), host=host)
    for path in (example(route), example(route) + "?du=%00&au=x&curseur=%F0%9F%92%A9"):
        for answer in (client.get(path, secure=True), client.post(path, {"any": "thing"}, secure=True)):
            assert answer.status_code in {400, 401, 405}
            assert "json" in answer.headers["Content-Type"]
            assert "Cookie" not in answer.headers.get("Vary", "")
            assert not answer.cookies


@pytest.mark.parametrize("route", [route for route, who in TENANT_HOST.items() if who in AGENTS])
def test_another_administration_s_session_opens_nothing(
    route: str, arras: Tenant, pas_de_calais: Tenant
) -> None:
    with in_tenant(pas_de_calais):
        neighbour = make_agent(make_organisation())
        client = Client(HTTP_HOST="pas-de-calais.rdv.localhost")
        sign_in(client, neighbour, host=TENANT)
    looked_at = client.get(example(route), secure=True, headers={"host": TENANT})
    assert looked_at.status_code == 302
    assert looked_at.headers["Location"].startswith("/connexion/")


@pytest.mark.parametrize(("host", "route"), PAGES)
def test_no_address_crashes_on_an_unknown_thing(host: str, route: str, arras: Tenant) -> None:
    for path in (
        example(route),
        example(route) + "?semaine=demain&jour=jamais&agents=x&lieu=%00&q=%F0%9F%92%A9",
    ):
        assert Client(HTTP_HOST=host).get(path, secure=True).status_code in {200, 302, 303, 404}


def test_an_actor_is_never_a_django_user() -> None:
    assert not hasattr(Actor, "is_superuser")
