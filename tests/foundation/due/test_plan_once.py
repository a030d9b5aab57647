from datetime import UTC, datetime, timedelta

import pytest

from foundation.due.models import DueRow
from foundation.due.rows import NotInTransaction, plan_once
from foundation.tenancy import in_tenant
from tenants.models import Tenant

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_what_is_planned_already_keeps_its_date_and_its_claim(at_arras: Tenant) -> None:
    plan_once("tests.tea", "pot", NINE)
    DueRow.objects.update(claimed_at=NINE)
    plan_once("tests.tea", "pot", NINE + timedelta(hours=1))
    row = DueRow.objects.get()
    assert (row.due_at, row.claimed_at) == (NINE, NINE)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused(arras: Tenant) -> None:
    with in_tenant(arras), pytest.raises(NotInTransaction):
        plan_once("tests.tea", "pot", NINE)
