"""Strict transport: a promise for our own zones, and for one host only elsewhere."""

from typing import Any

import pytest
from django.test import Client

from tenants.models import Domain, Tenant

pytestmark = pytest.mark.django_db

YEAR = "max-age=31536000"


@pytest.fixture(autouse=True)
def _in_production(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000


def promised(host: str, *, secure: bool = True) -> str | None:
    return Client(HTTP_HOST=host).get("/aide/", secure=secure).headers.get("Strict-Transport-Security")


@pytest.mark.parametrize(
    "host",
    [
        "rdv.localhost",
        "rdv.gouv.localhost",
        "arras.rdv.localhost",
        "ARRAS.rdv.localhost:8443",
        "inconnue.rdv.localhost",
    ],
)
def test_the_platform_promises_for_all_its_hosts(host: str, arras: Tenant) -> None:
    assert promised(host) == f"{YEAR}; includeSubDomains; preload"


@pytest.mark.parametrize("host", ["rdv.arras.example", "autrerdv.localhost", "rdv.localhost.evil.example"])
def test_a_domain_that_is_not_ours_promises_for_itself_only(host: str, arras: Tenant) -> None:
    Domain.objects.create(tenant=arras, domain=host)
    assert promised(host) == YEAR


def test_nothing_is_promised_in_clear(arras: Tenant) -> None:
    assert promised("arras.rdv.localhost", secure=False) is None
