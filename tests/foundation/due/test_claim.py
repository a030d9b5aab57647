"""Who takes what, when more is due than one turn can take."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction

from foundation.due.claim import claim
from foundation.due.rows import plan_all
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.foundation.due.conftest import KIND

pytestmark = pytest.mark.django_db(transaction=True)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def planned(tenant: Tenant, **refs: datetime) -> None:
    with in_tenant(tenant), transaction.atomic():
        plan_all(KIND, refs)


def taken(limit: int, *, now: datetime = NINE) -> list[tuple[int, str]]:
    return [(row.tenant_id, row.ref) for row in claim(now, limit)]


def test_the_first_due_brings_the_rest_of_its_administration(arras: Tenant, pas_de_calais: Tenant) -> None:
    planned(arras, first=NINE - 3 * MINUTE, third=NINE - MINUTE, later=NINE + MINUTE)
    planned(pas_de_calais, second=NINE - 2 * MINUTE)
    assert taken(2) == [(arras.pk, "first"), (arras.pk, "third")]
    assert taken(2) == [(pas_de_calais.pk, "second")]
    assert taken(2) == []


def test_who_has_much_to_do_makes_nobody_wait_for_its_end(arras: Tenant, pas_de_calais: Tenant) -> None:
    planned(arras, **{f"n{n}": NINE - n * MINUTE for n in range(10, 40)})
    planned(pas_de_calais, soon=NINE - 35 * MINUTE)
    assert (pas_de_calais.pk, "soon") not in taken(8)
    assert (pas_de_calais.pk, "soon") in taken(8)


def test_while_one_process_takes_another_finds_the_next(arras: Tenant, pas_de_calais: Tenant) -> None:
    planned(arras, a=NINE - 3 * MINUTE, b=NINE - MINUTE)
    planned(pas_de_calais, c=NINE - 2 * MINUTE)
    other = connections.create_connection("default")
    try:
        other.set_schema_to_public()
        with transaction.atomic():
            connection.cursor().execute("SELECT id FROM foundation_due_duerow WHERE ref = 'a' FOR UPDATE")
            found = _taken_by(other)
    finally:
        other.close()
    assert found == ["b", "c"]


def _taken_by(other: object) -> list[str]:
    """As the product claims, through a connection of another process."""
    known = connections["default"]
    connections["default"] = other
    try:
        return sorted(row.ref for row in claim(NINE, 8))
    finally:
        connections["default"] = known
