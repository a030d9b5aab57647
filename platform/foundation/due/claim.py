"""Taking due rows, and giving them back. Each gesture is one statement, committed at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Least

from foundation.due.models import DueRow

# A process that died gives its rows back after this long; one batch of a handler must be shorter.
LEASE = timedelta(minutes=5)
# An administration that is closed is looked at less and less.
CLOSED_PAUSES = tuple(timedelta(hours=hours) for hours in (1, 4, 12, 24))

# In one statement: finding and taking apart would cost two more round trips, and a transaction round them.
# The first that are due say whose turn it is; each of those administrations then brings what else it has due of that
# kind: together they cost one change of schema and one reading. Twice as many are looked at as are taken: half may be
# another process's at this instant.
CLAIM = f"""
WITH first AS (
    SELECT tenant_id, kind, due_at FROM {DueRow._meta.db_table} WHERE due_at <= %(now)s
    ORDER BY due_at LIMIT 2 * %(limit)s
), turn AS (
    SELECT tenant_id, kind, min(due_at) AS due_at FROM first GROUP BY tenant_id, kind ORDER BY min(due_at)
), ready AS (
    SELECT together.id, together.due_at FROM turn CROSS JOIN LATERAL (
        SELECT id, due_at FROM {DueRow._meta.db_table} AS mine
        WHERE mine.tenant_id = turn.tenant_id AND mine.kind = turn.kind AND mine.due_at <= %(now)s
        ORDER BY mine.due_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    ) AS together LIMIT %(limit)s
)
UPDATE {DueRow._meta.db_table} AS taken SET claimed_at = %(now)s, due_at = %(until)s
FROM ready WHERE taken.id = ready.id RETURNING taken.*, ready.due_at AS was_due_at
"""  # noqa: S608


def claim(now: datetime, limit: int) -> list[DueRow]:
    """At most `limit` rows that nobody else holds, those of one administration and kind together."""
    rows = DueRow.objects.raw(CLAIM, {"now": now, "until": now + LEASE, "limit": limit})
    return sorted(rows, key=attrgetter("tenant_id", "kind", "was_due_at", "id"))


def still_ours(rows: Sequence[DueRow], now: datetime) -> list[DueRow]:
    """Starts the lease again. What ran out and was taken by another is left out."""
    held(rows).update(claimed_at=now, due_at=now + LEASE)
    kept = set(
        DueRow.objects.filter(id__in=[row.id for row in rows], claimed_at=now).values_list("id", flat=True)
    )
    for row in rows:
        row.claimed_at = now
    return [row for row in rows if row.id in kept]


def put_back(rows: Sequence[DueRow], until: datetime) -> None:
    """Not a failure: their turn comes later."""
    held(rows).update(claimed_at=None, due_at=until)


def put_back_closed(rows: Sequence[DueRow], now: datetime) -> None:
    """Until the administration opens again (rows.wake), or until the row's own deadline, when it is dropped."""
    for attempts in {row.attempts for row in rows}:
        later = now + CLOSED_PAUSES[min(attempts, len(CLOSED_PAUSES) - 1)]
        # LEAST leaves aside the row without a deadline. A small integer does not grow for ever.
        due_at = Least(Value(later, DateTimeField()), F("drop_after"))
        again = Least(F("attempts") + 1, Value(len(CLOSED_PAUSES)))
        held(rows).filter(attempts=attempts).update(claimed_at=None, due_at=due_at, attempts=again)


def put_back_failed(row: DueRow, until: datetime) -> None:
    held([row]).update(claimed_at=None, due_at=until, attempts=F("attempts") + 1)


def held(rows: Sequence[DueRow]) -> QuerySet[DueRow]:
    """The rows as we claimed them: one planned again meanwhile is no longer ours."""
    return DueRow.objects.filter(id__in=[row.id for row in rows], claimed_at=rows[0].claimed_at)
