"""`/r/<administration>-<token>/`: a redirection, and nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

from tenants.commands.suspend_tenant import suspend_tenant
from tenants.directory.short_links import ShortLinksByAddress
from tenants.models import Tenant

pytestmark = pytest.mark.django_db
TOKEN = "Inconnu23456789A"


@pytest.fixture(autouse=True)
def _no_count() -> Iterator[None]:
    caches["shared"].clear()
    yield
    caches["shared"].clear()


def follow(path: str, host: str = "rdv.localhost") -> HttpResponse:
    return Client(HTTP_HOST=host).get(path, secure=True)  # type: ignore[return-value]


def test_it_leads_to_the_administration_s_own_page(arras: Tenant) -> None:
    answer = follow(f"/r/{arras.pk}-{TOKEN}/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == arras.url(f"/r/{TOKEN}/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("letter", "key", "path"),
    [("a", TOKEN, "/attente/{}/"), ("i", TOKEN, "/i/{}/"), ("m", "carte-d-identite", "/rdv/{}/")],
)
def test_a_letter_says_what_is_behind(arras: Tenant, letter: str, key: str, path: str) -> None:
    answer = follow(f"/{letter}/{arras.pk}-{key}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, arras.url(path.format(key)))
    assert follow(f"/{letter}/999999-{key}/").status_code == 404


def test_the_language_of_the_message_is_kept_and_nothing_else(arras: Tenant) -> None:
    page = arras.url("/rdv/passeport/")
    assert follow(f"/m/{arras.pk}-passeport/?lang=ar").headers["Location"] == f"{page}?lang=ar"
    assert follow(f"/m/{arras.pk}-passeport/?lang=//evil.example&x=1").headers["Location"] == page


def test_a_short_host_of_its_own_is_the_public_site(arras: Tenant, settings: Any) -> None:
    settings.SHORT_HOST = "r.localhost"
    assert follow(f"/r/{arras.pk}-{TOKEN}/", "r.localhost").status_code == 302


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_an_unknown_administration_is_a_page_not_found(number: str) -> None:
    answer = follow(f"/r/{number}-{TOKEN}/")
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_a_closed_administration_is_not_told_from_an_unknown_one(arras: Tenant) -> None:
    suspend_tenant(arras.slug)
    assert follow(f"/r/{arras.pk}-{TOKEN}/").status_code == 404


def test_whoever_tries_many_is_stopped(arras: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ShortLinksByAddress, "rate", "2/hour")
    statuses = [follow(f"/r/{arras.pk}-{TOKEN}{number}/").status_code for number in range(3)]
    assert statuses == [302, 302, 429]
