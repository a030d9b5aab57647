"""A fact and its month, in one statement: never one without the other."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from billing_usage.models import Allowance, UsageFact, UsageKind, UsageMonth
from foundation.tenancy import in_public

FACTS, MONTHS = UsageFact._meta.db_table, UsageMonth._meta.db_table
# A fact already there returns nothing, so that its month is left alone.
RECORD = f"""
WITH fact AS (
    INSERT INTO {FACTS} (message_id, kind, tenant_id, quantity, at, month) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (message_id, kind) DO NOTHING RETURNING tenant_id, month, kind, quantity
), added AS (
    INSERT INTO {MONTHS} AS sum (tenant_id, month, kind, quantity) SELECT tenant_id, month, kind, quantity FROM fact
    ON CONFLICT (tenant_id, month, kind) DO UPDATE SET quantity = sum.quantity + EXCLUDED.quantity
)
SELECT EXISTS (SELECT 1 FROM {Allowance._meta.db_table} WHERE tenant_id = %s)
"""  # noqa: S608


def record(
    message_id: UUID, kind: UsageKind, *, tenant_id: int, quantity: int, at: datetime, month: date
) -> bool:
    """Recorded again, even by two processes at once, it counts once. Whether this administration has a budget."""
    with in_public(), connection.cursor() as cursor:
        cursor.execute(RECORD, [message_id, kind.value, tenant_id, quantity, at, month, tenant_id])
        return bool(cursor.fetchone()[0])
