from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from foundation.due import handlers
from foundation.due.handlers import TryAgain
from foundation.due.models import DueRow
from foundation.due.rows import plan_all
from foundation.due.run import BACKOFF, run_due
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.foundation.due.conftest import KIND

pytestmark = pytest.mark.django_db(transaction=True)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def post(arras: Tenant, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Sends all but those whose name begins by `busy`, which it asks back."""
    calls: list[list[str]] = []

    def act(refs: Sequence[str], now: datetime) -> None:
        calls.append(list(refs))
        if busy := [ref for ref in refs if ref.startswith("busy")]:
            raise TryAgain(busy, timedelta(hours=1) if "busy-for-an-hour" in busy else None)

    monkeypatch.setattr(handlers, "_handlers", {})
    handlers.handle(KIND, act)
    return calls


def planned(tenant: Tenant, *refs: str) -> None:
    with in_tenant(tenant), transaction.atomic():
        plan_all(KIND, dict.fromkeys(refs, NINE))


def test_only_the_rows_asked_for_come_back_and_the_others_are_not_done_twice(
    arras: Tenant, post: list[list[str]]
) -> None:
    planned(arras, "a", "busy-1", "b")
    run_due(NINE)
    assert run_due(NINE + BACKOFF[0] + SECOND) == 1
    assert [sorted(refs) for refs in post] == [["a", "b", "busy-1"], ["busy-1"]]


def test_the_pauses_grow(arras: Tenant, post: list[list[str]]) -> None:
    planned(arras, "busy")
    run_due(NINE)
    run_due(NINE + BACKOFF[0] + SECOND)
    row = DueRow.objects.get()
    assert row.attempts == 2
    assert BACKOFF[1] <= row.due_at - NINE - BACKOFF[0] - SECOND < BACKOFF[1] + 5 * SECOND


def test_the_handler_may_say_how_long(arras: Tenant, post: list[list[str]]) -> None:
    planned(arras, "busy-for-an-hour")
    run_due(NINE)
    assert timedelta(0) <= DueRow.objects.get().due_at - NINE - timedelta(hours=1) < 5 * SECOND


def test_rows_that_failed_as_often_are_given_back_by_one_statement(
    arras: Tenant, post: list[list[str]], django_assert_max_num_queries: Any
) -> None:
    planned(arras, *(f"busy-{number}" for number in range(50)))
    with django_assert_max_num_queries(6):
        run_due(NINE)
    assert set(DueRow.objects.values_list("attempts", flat=True)) == {1}
