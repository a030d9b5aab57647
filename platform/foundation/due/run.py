"""Claim what is due, commit, hand it to the administration's handler, then forget it."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from foundation import clock
from foundation.due import claim
from foundation.due.doors import Doors
from foundation.due.drop import drop
from foundation.due.handlers import find
from foundation.due.models import DueRow
from foundation.due.rows import forget
from foundation.tenancy import CurrentTenant, in_public, in_tenant

logger = logging.getLogger(__name__)

BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200))
ALARM_AFTER = 8


def run_due(
    now: datetime, limit: int = 200, *, until: datetime | None = None, doors: Doors | None = None
) -> int:
    """One pass. Returns how many rows it took; 0 means nothing is due.

    What was claimed and not begun `until` then is given back at once: a slow handler keeps no worker for itself.
    """
    started, doors = clock.now(), doors or Doors()
    with in_public():
        rows = claim.claim(now, limit)
        for _, together in groupby(rows, key=attrgetter("tenant_id", "kind")):
            group = list(together)
            moment = now + (clock.now() - started)
            if until and moment >= until:
                claim.put_back(group, moment)
                continue
            # A slow batch must not outlive its lease: another process would run the rest a second time.
            held = group if moment - now < claim.LEASE / 4 else claim.still_ours(group, moment)
            if held:
                _run_group(doors.open_to(held[0].tenant_id), held, moment)
    return len(rows)


def _run_group(tenant: CurrentTenant | None, rows: Sequence[DueRow], now: datetime) -> None:
    """Rows of one administration and kind."""
    late = [row for row in rows if row.drop_after and row.drop_after <= now]
    on_time = [row for row in rows if row not in late]
    if late:
        _act(tenant, late, now, too_late=True)
    if on_time and tenant is None:
        claim.put_back_closed(on_time, now)
    elif on_time:
        _act(tenant, on_time, now, too_late=False)


def _act(tenant: CurrentTenant | None, rows: Sequence[DueRow], now: datetime, *, too_late: bool) -> None:
    try:
        if too_late:
            drop(tenant, rows, now)
        elif tenant is not None:
            with in_tenant(tenant):
                find(rows[0].kind).act([row.ref for row in rows], now)
    except Exception as error:  # whatever it is, the other administrations' rows go on
        if len(rows) == 1:
            _fail(rows[0], now, error)
        else:
            # One bad row must not hold the others: handlers are idempotent, so each is tried alone.
            for row in rows:
                _act(tenant, [row], now, too_late=too_late)
    else:
        forget(claim.held(rows))


def _fail(row: DueRow, now: datetime, error: Exception) -> None:
    claim.put_back_failed(row, now + BACKOFF[min(row.attempts, len(BACKOFF) - 1)])
    level = logging.ERROR if row.attempts + 1 >= ALARM_AFTER else logging.WARNING
    facts = {"kind": row.kind, "tenant": row.tenant_id, "error": type(error).__name__}
    logger.log(level, "due row failed, will be tried again", extra=facts)
