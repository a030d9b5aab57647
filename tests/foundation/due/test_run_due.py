import logging
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections, transaction

from foundation import clock
from foundation.due.claim import CLOSED_PAUSES, LEASE, claim, held, still_ours
from foundation.due.models import DueRow
from foundation.due.rows import plan, plan_all
from foundation.due.run import ALARM_AFTER, BACKOFF, run_due
from foundation.due.tasks import due
from foundation.tenancy import in_tenant
from tenants.commands.suspend_tenant import reopen_tenant
from tenants.models import Tenant
from tests.foundation.due.conftest import KIND, Kettle
from tests.foundation.outbox.closing import suspended

pytestmark = pytest.mark.django_db(transaction=True)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def planned(tenant: Tenant, *refs: str, at: datetime = NINE) -> None:
    with in_tenant(tenant), transaction.atomic():
        plan_all(KIND, dict.fromkeys(refs, at))


def test_what_is_due_is_handled_once_per_administration_then_forgotten(
    arras: Tenant, pas_de_calais: Tenant, kettle: Kettle
) -> None:
    planned(arras, "a", "b")
    planned(pas_de_calais, "c")
    assert run_due(NINE) == 3
    assert kettle.calls == [(arras.schema_name, ("a", "b")), (pas_de_calais.schema_name, ("c",))]
    assert not kettle.in_transaction
    assert not DueRow.objects.exists()


def test_what_is_not_yet_due_waits(arras: Tenant, kettle: Kettle) -> None:
    planned(arras, "a", at=NINE + MINUTE)
    assert run_due(NINE) == 0
    assert run_due(NINE + MINUTE) == 1


def test_a_handler_may_plan_the_same_thing_again(arras: Tenant, kettle: Kettle) -> None:
    def tomorrow(refs: object) -> bool:
        with transaction.atomic():
            plan(KIND, "nightly", NINE + timedelta(days=1))
        return False

    kettle.breaks = tomorrow
    planned(arras, "nightly")
    run_due(NINE)
    assert DueRow.objects.get().due_at == NINE + timedelta(days=1)
    assert DueRow.objects.get().claimed_at is None


def test_one_bad_row_does_not_hold_the_others(arras: Tenant, kettle: Kettle) -> None:
    kettle.breaks = lambda refs: "bad" in refs
    planned(arras, "bad", "good", "fine")
    run_due(NINE)
    kept = DueRow.objects.get()
    assert (kept.ref, kept.attempts, kept.claimed_at) == ("bad", 1, None)
    assert BACKOFF[0] <= kept.due_at - NINE < BACKOFF[0] + MINUTE


def test_the_pauses_grow(arras: Tenant, kettle: Kettle) -> None:
    kettle.breaks = lambda refs: True
    planned(arras, "a")
    run_due(NINE)
    later = NINE + BACKOFF[0] + MINUTE
    run_due(later)
    row = DueRow.objects.get()
    assert row.attempts == 2
    assert BACKOFF[1] <= row.due_at - later < BACKOFF[1] + MINUTE


def test_one_administration_that_fails_does_not_hold_the_others(
    arras: Tenant, pas_de_calais: Tenant, kettle: Kettle
) -> None:
    kettle.breaks = lambda refs: "a" in refs
    planned(arras, "a")
    planned(pas_de_calais, "c")
    run_due(NINE)
    assert [row.ref for row in DueRow.objects.all()] == ["a"]


def test_a_row_that_keeps_failing_raises_an_alarm_without_personal_data(
    arras: Tenant, kettle: Kettle, caplog: pytest.LogCaptureFixture
) -> None:
    kettle.breaks = lambda refs: True
    planned(arras, "a")
    for turn in range(ALARM_AFTER):
        run_due(NINE + turn * (BACKOFF[-1] + MINUTE))
    levels = [record.levelno for record in caplog.records]
    assert levels == [logging.WARNING] * (ALARM_AFTER - 1) + [logging.ERROR]
    assert "jeanne" not in str([vars(record) for record in caplog.records])


def test_a_kind_that_nobody_handles_is_kept(arras: Tenant, kettle: Kettle) -> None:
    with in_tenant(arras), transaction.atomic():
        plan("tests.unknown", "x", NINE)
    run_due(NINE)
    assert DueRow.objects.get().attempts == 1


def test_a_worker_killed_after_its_claim_gives_its_rows_back(arras: Tenant, kettle: Kettle) -> None:
    planned(arras, "a")
    assert len(claim(NINE, 10)) == 1
    assert run_due(NINE + LEASE - SECOND) == 0
    assert run_due(NINE + LEASE) == 1
    assert kettle.calls == [(arras.schema_name, ("a",))]


def test_a_worker_that_wakes_up_too_late_forgets_nothing(arras: Tenant) -> None:
    planned(arras, "a", "b")
    stale = claim(NINE, 10)
    taken = claim(NINE + LEASE, 1)
    assert [row.ref for row in still_ours(stale, NINE + LEASE + SECOND)] == [
        row.ref for row in stale if row.id != taken[0].id
    ]
    assert list(held(taken)) == taken


def test_a_batch_that_begins_after_its_time_is_given_back(
    arras: Tenant, pas_de_calais: Tenant, kettle: Kettle
) -> None:
    planned(arras, "a")
    assert run_due(NINE, until=NINE) == 1
    assert kettle.calls == []
    assert run_due(NINE + MINUTE) == 1


def test_rows_of_a_suspended_administration_wait_for_its_return(arras: Tenant, kettle: Kettle) -> None:
    planned(arras, "a")
    with suspended(arras):
        run_due(NINE)
    assert kettle.calls == []
    assert run_due(NINE + CLOSED_PAUSES[0] + MINUTE) == 1
    assert kettle.calls == [(arras.schema_name, ("a",))]


def test_a_closed_administration_is_looked_at_less_and_less(arras: Tenant, kettle: Kettle) -> None:
    """And never given up when there is no deadline."""
    planned(arras, "a")
    now, pauses = NINE, []
    with suspended(arras):
        for _ in range(6):
            run_due(now)
            now, before = DueRow.objects.get().due_at, now
            pauses.append(round((now - before) / timedelta(hours=1)))
    assert pauses == [1, 4, 12, 24, 24, 24]
    assert kettle.calls == []


def test_reopened_an_administration_catches_up_at_once(arras: Tenant, kettle: Kettle) -> None:
    planned(arras, "a")
    with suspended(arras):
        for rank in range(20):
            run_due(NINE + rank * timedelta(hours=1))
        reopen_tenant(arras.slug)
        assert run_due(clock.now()) == 1
    assert kettle.calls == [(arras.schema_name, ("a",))]


def test_two_processes_share_what_is_due(arras: Tenant, pas_de_calais: Tenant, kettle: Kettle) -> None:
    refs = {str(uuid4()) for _ in range(40)}
    planned(arras, *refs)
    planned(pas_de_calais, *refs)
    start = Barrier(3)
    threads = [Thread(target=_run_until_empty, args=(start,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    handled = [(schema, ref) for schema, group in kettle.calls for ref in group]
    assert sorted(handled) == sorted(
        (tenant.schema_name, ref) for tenant in (arras, pas_de_calais) for ref in refs
    )
    assert not DueRow.objects.exists()


def test_the_task_empties_what_is_due(arras: Tenant, kettle: Kettle) -> None:
    planned(arras, "a")
    due()
    assert kettle.calls == [(arras.schema_name, ("a",))]


def _run_until_empty(start: Barrier) -> None:
    try:
        start.wait(timeout=30)
        while run_due(NINE, limit=7):
            pass
    finally:
        connections.close_all()
