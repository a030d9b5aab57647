from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from booking.models import Service
from foundation.database.base import tenant_role
from foundation.database.building import building
from foundation.database.catalogue import catalogue
from foundation.database.roles import drop_role
from foundation.tenancy import in_tenant
from tenants.commands.open_tenant import open_tenant
from tenants.commands.provision import SchemaDiffers, provision
from tenants.models import SchemaTemplate, Tenant
from tenants.queries.head import head_nodes
from tenants.vocabulary import TenantStatus
from tests.conftest import ARRAS, BEGINNING

pytestmark = pytest.mark.django_db

AT_MOST = 400


def test_a_provisioned_schema_is_the_one_that_migrations_make(arras: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute('CREATE SCHEMA "t99999"')
    with building("t99999"):
        MigrationExecutor(connection).migrate(head_nodes())
    assert catalogue(arras.schema_name) == catalogue("t99999")


def test_a_provisioned_schema_knows_its_migrations(arras: Tenant) -> None:
    with building(arras.schema_name):
        assert MigrationExecutor(connection).migration_plan(head_nodes()) == []


def test_a_schema_that_differs_from_the_template_leaves_nothing(arras: Tenant) -> None:
    template = SchemaTemplate.objects.get()
    template.statements = [*template.statements, "ALTER TABLE booking_service ADD COLUMN stray integer"]
    stray = Tenant.objects.create(
        schema_name="t88888", slug="stray", name="S", kind="commune", created_at=BEGINNING
    )
    with pytest.raises(SchemaDiffers):
        provision(stray, now=BEGINNING, template=template)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 't88888'")
        assert cursor.fetchone() == (0,)
    stray.refresh_from_db()
    assert stray.status != TenantStatus.READY


def test_another_administration_s_table_is_out_of_reach(arras: Tenant, pas_de_calais: Tenant) -> None:
    with in_tenant(arras), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Service.objects.raw(f'SELECT * FROM "{pas_de_calais.schema_name}".booking_service')[0]


def test_the_list_of_administrations_is_out_of_reach_of_each(arras: Tenant) -> None:
    with in_tenant(arras), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        list(Tenant.objects.all())


def test_a_tenant_creates_no_table(arras: Tenant) -> None:
    with in_tenant(arras), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("CREATE TABLE stray (id int)")


def test_a_role_goes_with_its_schema(arras: Tenant) -> None:
    drop_role(arras.schema_name)
    with connection.cursor() as cursor:
        role = tenant_role(connection.settings_dict["NAME"], arras.schema_name)
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [role])
        assert cursor.fetchone() == (0,)


def test_rows_of_one_administration_are_not_the_other_s(arras: Tenant, pas_de_calais: Tenant) -> None:
    with in_tenant(arras):
        Service.objects.create(name="PMI", short_name="PMI")
    with in_tenant(pas_de_calais):
        assert not Service.objects.exists()
    with in_tenant(arras):
        assert Service.objects.count() == 1


def test_opening_an_administration_costs_a_known_number_of_statements(
    arras: Tenant, django_assert_max_num_queries: Any
) -> None:
    """Few enough for a second: the time itself is measured by the benchmarks."""
    with django_assert_max_num_queries(AT_MOST):
        open_tenant(ARRAS.__class__(**{**_fields(), "slug": "beaurains"}), now=BEGINNING)


def _fields() -> dict[str, object]:
    return {name: getattr(ARRAS, name) for name in ARRAS.__dataclass_fields__}


def test_agents_of_before_the_sign_in_enter_as_if_just_invited(arras: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute('CREATE SCHEMA "t99998"')
    with building("t99998"):
        MigrationExecutor(connection).migrate([("booking", "0001_initial")])
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO booking_agent (id, first_name, last_name, email, is_active)"
                " VALUES (gen_random_uuid(), 'Amina', 'Benali', 'amina@arras.example', true)"
            )
        MigrationExecutor(connection).migrate(head_nodes())
        with connection.cursor() as cursor:
            cursor.execute("SELECT access, access_since IS NOT NULL FROM booking_agent")
            assert cursor.fetchall() == [("invited", True)]
