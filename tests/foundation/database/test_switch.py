"""The switch from one administration to another fails closed."""

import contextlib
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from booking.models import Service
from foundation.courier.models import Posted
from foundation.database.base import tenant_role
from foundation.database.roles import drop_role, missing_roles
from foundation.database.switch import Switch
from foundation.due.models import DueRow
from foundation.outbox.models import Message
from foundation.tenancy import in_tenant
from tenants.console.migrate import main as migrate
from tenants.models import Tenant
from tests.conftest import BEGINNING


def dropped(tenant: Tenant) -> None:
    """As after a restore into another cluster: schemas are in the dump, roles are not."""
    drop_role(tenant.schema_name)


@pytest.mark.django_db
def test_without_its_role_an_administration_is_closed_not_served_by_another_s(
    arras: Tenant, pas_de_calais: Tenant
) -> None:
    dropped(pas_de_calais)
    with in_tenant(arras):
        Service.objects.create(name="Service d’Arras", short_name="SA")
    with in_tenant(pas_de_calais), pytest.raises(DatabaseError), transaction.atomic():
        list(Service.objects.all())


@pytest.mark.django_db
def test_a_page_without_its_role_is_an_error_and_shows_nothing(arras: Tenant, pas_de_calais: Tenant) -> None:
    dropped(pas_de_calais)
    Client(HTTP_HOST="arras.rdv.localhost").get("/", secure=True)
    neighbour = Client(HTTP_HOST="pas-de-calais.rdv.localhost", raise_request_exception=False)
    assert neighbour.get("/", secure=True).status_code == 500


@pytest.mark.django_db
def test_migrating_gives_lost_roles_back(pas_de_calais: Tenant) -> None:
    dropped(pas_de_calais)
    assert missing_roles([pas_de_calais.schema_name]) == [pas_de_calais.schema_name]
    assert migrate([]) == 0
    assert missing_roles([pas_de_calais.schema_name]) == []
    with in_tenant(pas_de_calais):
        assert not Service.objects.exists()


@pytest.mark.django_db
def test_a_broken_transaction_answers_nothing_from_next_door(arras: Tenant, pas_de_calais: Tenant) -> None:
    with in_tenant(arras):
        Service.objects.create(name="Service d’Arras", short_name="SA")
        with pytest.raises(DatabaseError):
            break_then_look_next_door(pas_de_calais)
    with in_tenant(pas_de_calais):
        assert not Service.objects.exists()


def break_then_look_next_door(neighbour: Tenant) -> None:
    with transaction.atomic():
        with contextlib.suppress(DatabaseError):
            connection.cursor().execute("SELECT 1/0")
        with in_tenant(neighbour):
            list(Service.objects.all())


@pytest.mark.parametrize("schema", ["t1; DROP", "pg_catalog", "T1", 't"1', "t", "t1234567890", ""])
def test_only_our_own_schemas_are_ever_named(schema: str) -> None:
    with pytest.raises(ValueError, match="not a schema of ours"):
        Switch.to(schema, role=None)


def test_only_our_own_roles_are_ever_named() -> None:
    with pytest.raises(ValueError, match="not a role of ours"):
        Switch.to("t1", role='rdv"; RESET ROLE')
    assert tenant_role("rdv", "t1") == "rdv_t1"


@pytest.mark.django_db
def test_due_rows_of_another_administration_are_out_of_sight(arras: Tenant, pas_de_calais: Tenant) -> None:
    DueRow.objects.create(tenant_id=pas_de_calais.pk, kind="k", ref="r", due_at=BEGINNING)
    with in_tenant(arras):
        assert not DueRow.objects.exists()
        assert DueRow.objects.filter(ref="r")._raw_delete("default") == 0
    assert DueRow.objects.count() == 1


@pytest.mark.django_db
def test_no_administration_speaks_in_the_name_of_another(arras: Tenant, pas_de_calais: Tenant) -> None:
    forged = Message(tenant_id=pas_de_calais.pk, name="booking.rdv.cancelled", payload={}, at=BEGINNING)
    with in_tenant(arras), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        forged.save(force_insert=True)


@pytest.mark.django_db
def test_what_an_administration_has_posted_is_said_in_its_own_name(
    arras: Tenant, pas_de_calais: Tenant
) -> None:
    forged = Posted(reference=uuid4(), tenant_id=pas_de_calais.pk, posted_at=BEGINNING)
    with in_tenant(arras), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        forged.save(force_insert=True)


@pytest.mark.django_db
def test_coming_back_where_one_is_costs_nothing(arras: Tenant, django_assert_num_queries: Any) -> None:
    DueRow.objects.exists()
    with django_assert_num_queries(1):
        with in_tenant(arras):
            pass
        DueRow.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("undo", ["transaction", "savepoint"])
def test_a_switch_that_was_undone_is_made_again(arras: Tenant, undo: str) -> None:
    with contextlib.ExitStack() as outer:
        if undo == "savepoint":
            outer.enter_context(transaction.atomic())
        with contextlib.suppress(ZeroDivisionError), transaction.atomic(), in_tenant(arras):
            assert not Service.objects.exists()
            raise ZeroDivisionError
        with in_tenant(arras):
            assert not Service.objects.exists()
