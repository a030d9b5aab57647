"""A row that nobody could take in time: better nothing than a reminder after the rdv. It is counted and told."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from foundation.due.handlers import find
from foundation.due.models import Dropped, DueRow
from foundation.tenancy import CurrentTenant, in_tenant

logger = logging.getLogger(__name__)


def drop(tenant: CurrentTenant | None, rows: Sequence[DueRow], now: datetime) -> None:
    """Rows of one administration and kind. A closed administration is not told."""
    tenant_id, kind = rows[0].tenant_id, rows[0].kind
    told = find(kind).dropped if tenant else None
    if tenant and told:
        with in_tenant(tenant):
            told([row.ref for row in rows], now)
    Dropped.objects.update_or_create(
        tenant_id=tenant_id,
        kind=kind,
        day=now.date(),
        defaults={"rows": F("rows") + len(rows)},
        create_defaults={"rows": len(rows)},
    )
    facts = {"kind": kind, "tenant": tenant_id, "rows": len(rows)}
    logger.warning("due rows dropped: their time had passed", extra=facts)
