"""Two administrations in every test: Arras, and the Pas-de-Calais that looks in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from foundation.database.building import building
from foundation.tenancy import in_tenant
from project.translating.compiling import compile_catalogues
from tenants.commands.open_tenant import Opening, open_tenant
from tenants.commands.record_template import record_template
from tenants.models import Tenant
from tenants.queries.hosts import forget_hosts
from tenants.vocabulary import TenantKind

pytest_plugins = ["tests.counterparts.fixtures"]

# How long an example takes tells how busy the machine is, nothing of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ARRAS = Opening(
    slug="arras",
    name="Ville d’Arras",
    short_name="Mairie d’Arras",
    kind=TenantKind.COMMUNE,
    siren="216200410",
    departement_code="62",
    phone="+33321505050",
    accent="#0b6e4f",
)
PAS_DE_CALAIS = Opening(
    slug="pas-de-calais",
    name="Département du Pas-de-Calais",
    short_name="Pas-de-Calais",
    kind=TenantKind.DEPARTEMENT,
    departement_code="62",
    phone="+33321216262",
)
PREFECTURE = Opening(
    slug="prefecture-62",
    name="Préfecture du Pas-de-Calais",
    short_name="Préfecture 62",
    kind=TenantKind.STATE_SERVICE,
    departement_code="62",
)
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)

# Before the first page: a checkout has no compiled catalogue.
compile_catalogues()

# Of the public tables, what the whole run keeps: administrations, hosts, the template, and Django's own lists.
KEPT = [
    "tenants_tenant",
    "tenants_domain",
    "tenants_schematemplate",
    "django_migrations",
    "django_content_type",
    "auth_permission",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        record_template(now=BEGINNING)
        for opening in (ARRAS, PAS_DE_CALAIS, PREFECTURE):
            open_tenant(opening, now=BEGINNING)


def _empty(test: Any) -> None:
    """Django's own flush knows one schema only, and would take the administrations away with it."""
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    schemas = Tenant.objects.values_list("schema_name", flat=True)
    with building("public"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname = ANY(%s) AND tablename <> 'django_migrations'"
            " OR schemaname = 'public' AND NOT tablename = ANY(%s)",
            [list(schemas), KEPT],
        )
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


TransactionTestCase._fixture_teardown = _empty  # type: ignore[method-assign, assignment]


@pytest.fixture(autouse=True)
def _fresh_process_memory(request: pytest.FixtureRequest) -> Iterator[None]:
    forget_hosts()
    yield
    forget_hosts()
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        caches["default"].clear()


@pytest.fixture
def arras(db: None) -> Tenant:
    return Tenant.objects.get(slug="arras")


@pytest.fixture
def pas_de_calais(db: None) -> Tenant:
    return Tenant.objects.get(slug="pas-de-calais")


@pytest.fixture
def prefecture(db: None) -> Tenant:
    return Tenant.objects.get(slug="prefecture-62")


@pytest.fixture
def at_arras(arras: Tenant) -> Iterator[Tenant]:
    """The test works inside Arras."""
    with in_tenant(arras):
        yield arras
