"""Claim what is due, commit, hand it to the administration's handler, then forget it."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import F, QuerySet

from foundation import clock
from foundation.due.handlers import find
from foundation.due.models import DueRow
from foundation.due.rows import forget
from foundation.ports import tenant_by_id
from foundation.tenancy import CurrentTenant, in_public, in_tenant

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200))
CLOSED_PAUSE = timedelta(hours=1)
ALARM_AFTER = 8


def run_due(now: datetime, limit: int = 200) -> int:
    """One pass. Returns how many rows it took; 0 means nothing is due."""
    started = clock.now()
    with in_public():
        rows = _claim(now, limit)
        for (tenant_id, kind), grouped in groupby(rows, key=attrgetter("tenant_id", "kind")):
            group = list(grouped)
            moment = now + (clock.now() - started)
            # A slow batch must not outlive its lease: another process would run the rest a second time.
            held = group if moment - now < LEASE / 4 else _still_ours(group, moment)
            if held:
                _run_group(tenant_id, kind, held, moment)
    return len(rows)


def _claim(now: datetime, limit: int) -> Sequence[DueRow]:
    with transaction.atomic():
        DueRow.objects.filter(claimed_at__lt=now - LEASE).update(claimed_at=None)
        ready = DueRow.objects.filter(claimed_at=None, due_at__lte=now).select_for_update(skip_locked=True)
        ids = list(ready.order_by("due_at").values_list("id", flat=True)[:limit])
        DueRow.objects.filter(id__in=ids).update(claimed_at=now)
    return list(
        DueRow.objects.filter(id__in=ids, claimed_at=now).order_by("tenant_id", "kind", "due_at", "id")
    )


def _run_group(tenant_id: int, kind: str, rows: Sequence[DueRow], now: datetime) -> None:
    tenant = tenant_by_id(tenant_id)
    if tenant is None:
        _held(rows).update(claimed_at=None, due_at=now + CLOSED_PAUSE)
        return
    error = _call(tenant, kind, rows, now)
    if error is None:
        forget(_held(rows))
    elif len(rows) == 1:
        _release(rows[0], now, error)
    else:
        # One bad row must not hold the others: handlers are idempotent, so each is tried alone.
        for row in rows:
            _run_group(tenant_id, kind, [row], now)


def _call(tenant: CurrentTenant, kind: str, rows: Sequence[DueRow], now: datetime) -> Exception | None:
    try:
        handler = find(kind)
        with in_tenant(tenant):
            handler([row.ref for row in rows], now)
    except Exception as error:  # whatever it is, the other administrations' rows go on
        return error
    return None


def _release(row: DueRow, now: datetime, error: Exception) -> None:
    pause = BACKOFF[min(row.attempts, len(BACKOFF) - 1)]
    _held([row]).update(claimed_at=None, attempts=F("attempts") + 1, due_at=now + pause)
    level = logging.ERROR if row.attempts + 1 >= ALARM_AFTER else logging.WARNING
    facts = {"kind": row.kind, "tenant": row.tenant_id, "error": type(error).__name__}
    logger.log(level, "due row failed, will be tried again", extra=facts)


def _still_ours(rows: Sequence[DueRow], now: datetime) -> Sequence[DueRow]:
    _held(rows).update(claimed_at=now)
    return list(
        DueRow.objects.filter(id__in=[row.id for row in rows], claimed_at=now).order_by("due_at", "id")
    )


def _held(rows: Sequence[DueRow]) -> QuerySet[DueRow]:
    """The rows as we claimed them: one planned again meanwhile is no longer ours."""
    return DueRow.objects.filter(id__in=[row.id for row in rows], claimed_at=rows[0].claimed_at)
