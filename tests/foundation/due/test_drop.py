"""What could not be done in time is not done: counted, told, forgotten."""

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from foundation.due import handlers
from foundation.due.models import Dropped, DueRow
from foundation.due.rows import plan, plan_all
from foundation.due.run import BACKOFF, run_due
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.foundation.due.conftest import KIND, Kettle
from tests.foundation.outbox.closing import suspended

pytestmark = pytest.mark.django_db(transaction=True)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)


def planned(tenant: Tenant, *refs: str) -> None:
    with in_tenant(tenant), transaction.atomic():
        plan_all(KIND, dict.fromkeys(refs, NINE), drop_after=dict.fromkeys(refs, TEN))


def counted() -> list[tuple[int, date, int]]:
    return list(Dropped.objects.order_by("tenant_id").values_list("tenant_id", "day", "rows"))


def test_until_the_limit_the_row_is_handled_and_from_then_on_it_is_dropped(
    arras: Tenant, kettle: Kettle
) -> None:
    planned(arras, "a")
    run_due(TEN - timedelta(seconds=1))
    planned(arras, "b")
    assert run_due(TEN) == 1
    assert kettle.calls == [(arras.schema_name, ("a",))]
    assert not DueRow.objects.exists()
    assert counted() == [(arras.id, TEN.date(), 1)]


def test_what_is_dropped_is_counted_by_administration_and_day(
    arras: Tenant, pas_de_calais: Tenant, kettle: Kettle
) -> None:
    planned(arras, "a", "b")
    planned(pas_de_calais, "c")
    run_due(TEN)
    planned(arras, "d")
    run_due(TEN)
    assert counted() == [(arras.id, TEN.date(), 3), (pas_de_calais.id, TEN.date(), 1)]


def test_rows_without_a_limit_in_the_same_batch_are_handled(arras: Tenant, kettle: Kettle) -> None:
    planned(arras, "late")
    with in_tenant(arras), transaction.atomic():
        plan(KIND, "patient", NINE)
    run_due(TEN)
    assert kettle.calls == [(arras.schema_name, ("patient",))]


def test_the_kind_is_told_inside_the_administration_what_was_dropped(
    arras: Tenant, kettle: Kettle, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Kettle()
    monkeypatch.setattr(handlers, "_handlers", {})
    handlers.handle(KIND, kettle, dropped=told)
    planned(arras, "a", "b")
    run_due(TEN)
    assert (kettle.calls, told.calls) == ([], [(arras.schema_name, ("a", "b"))])


def test_a_closed_administration_drops_too(arras: Tenant, kettle: Kettle) -> None:
    planned(arras, "a")
    with suspended(arras):
        run_due(TEN)
    assert not DueRow.objects.exists()
    assert counted() == [(arras.id, TEN.date(), 1)]


def test_while_it_is_closed_a_row_is_dropped_at_its_deadline_and_counted(
    arras: Tenant, kettle: Kettle
) -> None:
    """Not a day later: the pause never goes beyond it."""
    planned(arras, "a")
    with suspended(arras):
        run_due(TEN - timedelta(minutes=10))
        assert DueRow.objects.get().due_at == TEN
        assert run_due(TEN) == 1
    assert (kettle.calls, counted()) == ([], [(arras.id, TEN.date(), 1)])


def test_a_failure_is_tried_again_until_the_limit_only(arras: Tenant, kettle: Kettle) -> None:
    kettle.breaks = lambda refs: True
    planned(arras, "a")
    run_due(TEN - BACKOFF[0])
    assert run_due(TEN - timedelta(seconds=1)) == 0
    run_due(TEN + timedelta(minutes=1))
    assert len(kettle.calls) == 1
    assert counted() == [(arras.id, TEN.date(), 1)]


def test_planned_again_the_row_has_its_new_limit(arras: Tenant, kettle: Kettle) -> None:
    planned(arras, "a")
    with in_tenant(arras), transaction.atomic():
        plan(KIND, "a", NINE)
    assert DueRow.objects.get().drop_after is None


def test_the_loss_is_logged_without_the_ids(
    arras: Tenant, kettle: Kettle, caplog: pytest.LogCaptureFixture
) -> None:
    planned(arras, "reference-42")
    with caplog.at_level(logging.WARNING):
        run_due(TEN)
    (record,) = caplog.records
    assert vars(record)["rows"] == 1
    assert "reference-42" not in str(vars(record))
