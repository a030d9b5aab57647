"""Plan and cancel, in the transaction of the administration's own row."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from foundation import clock
from foundation.due.models import DueRow
from foundation.tenancy import current

type Ref = UUID | str


class NotInTransaction(RuntimeError):
    """A due row without the row it points at would be a lie: a programming error, never a user's."""


def plan(kind: str, ref: Ref, due_at: datetime, *, drop_after: datetime | None = None) -> None:
    """Planned twice, a thing is due once, at the later-given instant.

    Not taken by `drop_after`, the row is dropped and counted.
    """
    plan_all(kind, {ref: due_at}, drop_after={ref: drop_after} if drop_after else None)


def plan_all(
    kind: str, dates: Mapping[Ref, datetime], *, drop_after: Mapping[Ref, datetime] | None = None
) -> None:
    """One statement, whatever the number of rows."""
    _in_transaction(kind)
    tenant_id, limits = current().id, drop_after or {}
    rows = [
        DueRow(tenant_id=tenant_id, kind=kind, ref=str(ref), due_at=due_at, drop_after=limits.get(ref))
        # Sorted: two transactions that plan the same rows take their locks in the same order.
        for ref, due_at in sorted(dates.items(), key=lambda item: str(item[0]))
    ]
    DueRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["tenant_id", "kind", "ref"],
        update_fields=["due_at", "drop_after", "claimed_at", "attempts"],
    )


def plan_once(kind: str, ref: Ref, due_at: datetime) -> None:
    """Nothing happens for what is planned already: its date stays, and nobody waits for its row."""
    _in_transaction(kind)
    row = DueRow(tenant_id=current().id, kind=kind, ref=str(ref), due_at=due_at)
    DueRow.objects.bulk_create([row], ignore_conflicts=True)


def cancel(kind: str, *refs: Ref) -> None:
    """Nothing happens for what was not planned."""
    _in_transaction(kind)
    forget(DueRow.objects.filter(tenant_id=current().id, kind=kind, ref__in=[str(ref) for ref in refs]))


def wake(tenant_id: int) -> None:
    """What waited for an administration to open again is looked at now. Outside any administration."""
    waiting = DueRow.objects.filter(tenant_id=tenant_id, claimed_at=None, attempts__gt=0)
    waiting.update(due_at=clock.now(), attempts=0)


def forget(rows: QuerySet[DueRow]) -> None:
    """In one statement. As django-tenants listens to every deletion, `delete()` would read the rows first and then
    delete by id, even those planned again meanwhile.
    """
    rows._raw_delete(rows.db)


def _in_transaction(kind: str) -> None:
    if not connection.in_atomic_block:
        raise NotInTransaction(f"{kind} was planned outside a transaction")
