from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from foundation.due.models import DueRow
from foundation.due.rows import NotInTransaction, cancel, plan, plan_all
from foundation.tenancy import NoTenant, in_tenant
from tenants.models import Tenant

KIND = "tests.tea"
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_planned_twice_a_thing_is_due_once_at_the_last_given_time(arras: Tenant) -> None:
    ref = uuid4()
    with in_tenant(arras), transaction.atomic():
        plan(KIND, ref, NINE)
        plan(KIND, ref, NINE + timedelta(hours=1))
    row = DueRow.objects.get()
    assert (row.tenant_id, row.kind, row.ref, row.due_at) == (
        arras.id,
        KIND,
        str(ref),
        NINE + timedelta(hours=1),
    )


@pytest.mark.django_db
def test_planning_again_forgets_claims_and_failures(arras: Tenant) -> None:
    with in_tenant(arras), transaction.atomic():
        plan(KIND, "pot", NINE)
    DueRow.objects.update(claimed_at=NINE, attempts=5)
    with in_tenant(arras), transaction.atomic():
        plan(KIND, "pot", NINE)
    row = DueRow.objects.get()
    assert (row.claimed_at, row.attempts) == (None, 0)


@pytest.mark.django_db
def test_many_rows_are_planned_and_cancelled_in_one_statement_each(
    at_arras: Tenant, django_assert_num_queries: Any
) -> None:
    refs = [uuid4() for _ in range(20)]
    plan(KIND, refs[0], NINE)
    with django_assert_num_queries(1):
        plan_all(KIND, dict.fromkeys(refs, NINE))
    with django_assert_num_queries(1):
        cancel(KIND, *refs[1:])
    with django_assert_num_queries(0):
        plan_all(KIND, {})
    assert [row.ref for row in DueRow.objects.all()] == [str(refs[0])]


@pytest.mark.django_db
def test_an_administration_cancels_only_its_own(arras: Tenant, pas_de_calais: Tenant) -> None:
    for tenant in (arras, pas_de_calais):
        with in_tenant(tenant), transaction.atomic():
            plan(KIND, "same-ref", NINE)
    with in_tenant(arras), transaction.atomic():
        cancel(KIND, "same-ref")
    assert [row.tenant_id for row in DueRow.objects.all()] == [pas_de_calais.id]


@pytest.mark.django_db(transaction=True)
def test_a_due_row_outside_a_transaction_is_refused(arras: Tenant) -> None:
    with in_tenant(arras), pytest.raises(NotInTransaction):
        plan(KIND, "pot", NINE)
    with in_tenant(arras), pytest.raises(NotInTransaction):
        cancel(KIND, "pot")


@pytest.mark.django_db
def test_the_public_site_plans_nothing_in_nobodys_name() -> None:
    with pytest.raises(NoTenant):
        plan(KIND, "pot", NINE)
