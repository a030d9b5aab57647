import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from booking.models import Usager
from booking.queries.usager_contacts import read_at, usagers_reached_at
from foundation.tenancy import in_tenant
from tenants.models import Tenant

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ZOE, OTHER = "+33612345678", "+33687654321"


def usager(first_name: str, **more: Any) -> Usager:
    return Usager.objects.create(first_name=first_name, last_name="Martin", created_at=NOW, **more)


def test_a_number_reaches_its_holder_and_the_proches_without_it(arras: Tenant, pas_de_calais: Tenant) -> None:
    with in_tenant(pas_de_calais):
        usager("Zoé", phone=ZOE)
    with in_tenant(arras):
        zoe = usager("Zoé", phone=ZOE)
        child = usager("Léo", responsible=zoe)
        elsewhere = usager("Ana", phone=OTHER)
        guided = usager("Paul", phone=ZOE, responsible=elsewhere)
        assert set(read_at(ZOE)) == {zoe.pk, child.pk}
        assert set(read_at(OTHER)) == {elsewhere.pk, guided.pk}
        assert {each.pk for each in usagers_reached_at("sms", ZOE)} == {zoe.pk, child.pk, guided.pk}


def test_whoever_is_looked_for_by_a_contact_the_file_is_not_read_whole(arras: Tenant) -> None:
    """Where an index would do, PostgreSQL may be forbidden to read everything; "or" across two tables leaves none."""
    with in_tenant(arras), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Seq Scan" not in _plan(Usager.objects.filter(pk__in=read_at(ZOE)))


def _plan(rows: QuerySet[Usager]) -> str:
    return json.dumps(rows.explain(format="json"))
