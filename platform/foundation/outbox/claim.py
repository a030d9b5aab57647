"""Taking deliveries, and giving them back. Each gesture is one short statement, committed at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from django.db.models import F, QuerySet, prefetch_related_objects

from foundation.outbox.models import Delivery, DeliveryState

# A relay that died gives its deliveries back after this long; a reaction must be shorter.
LEASE = timedelta(seconds=60)
BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200))
MAX_ATTEMPTS = 8


# In one statement: finding and taking apart would cost three more round trips. A delivery waits for those of its
# subject that the same reaction has not seen yet.
CLAIM = f"""
WITH ready AS (
    SELECT id FROM {Delivery._meta.db_table} AS mine
    WHERE state IN ('pending', 'claimed') AND not_before <= %s AND (subject = '' OR NOT EXISTS (
        SELECT 1 FROM {Delivery._meta.db_table} AS earlier
        WHERE earlier.subject = mine.subject AND earlier.reaction = mine.reaction AND earlier.id < mine.id
        AND earlier.state IN ('pending', 'claimed')
    ))
    ORDER BY not_before, id LIMIT %s FOR UPDATE SKIP LOCKED
)
UPDATE {Delivery._meta.db_table} AS taken SET state = 'claimed', claimed_at = %s, not_before = %s
FROM ready WHERE taken.id = ready.id RETURNING taken.*
"""  # noqa: S608


def claim(now: datetime, limit: int) -> Sequence[Delivery]:
    """At most `limit` deliveries nobody else holds, the first of its subject for each reaction."""
    taken = sorted(Delivery.objects.raw(CLAIM, [now, limit, now, now + LEASE]), key=attrgetter("id"))
    prefetch_related_objects(taken, "message")
    return taken


def still_ours(delivery: Delivery, now: datetime) -> bool:
    """Starts the lease again. False when it ran out and another relay took the row."""
    renewed = _held(delivery).update(claimed_at=now, not_before=now + LEASE)
    delivery.claimed_at = now
    return renewed == 1


def mark_done(deliveries: Sequence[Delivery], now: datetime) -> None:
    """In one statement, unless some had their lease started again."""
    for claimed_at in {each.claimed_at for each in deliveries}:
        ours = [each.id for each in deliveries if each.claimed_at == claimed_at]
        held = Delivery.objects.filter(id__in=ours, state=DeliveryState.CLAIMED, claimed_at=claimed_at)
        held.update(
            state=DeliveryState.DONE, done_at=now, attempts=F("attempts") + 1, claimed_at=None, error=""
        )


def mark_failed(delivery: Delivery, now: datetime, *, error: str, for_good: bool) -> bool:
    """True when the delivery is given up."""
    attempts = delivery.attempts + 1
    dead = for_good or attempts >= MAX_ATTEMPTS
    _held(delivery).update(
        state=DeliveryState.DEAD if dead else DeliveryState.PENDING,
        attempts=attempts,
        not_before=now + BACKOFF[min(attempts, len(BACKOFF)) - 1],
        claimed_at=None,
        error=error[:200],
    )
    return dead


def put_back(delivery: Delivery, until: datetime) -> None:
    """Not a failure: the administration is closed for now, or it is night there."""
    _held(delivery).update(state=DeliveryState.PENDING, not_before=until, claimed_at=None)


def _held(delivery: Delivery) -> QuerySet[Delivery]:
    """The row as we claimed it: the instant of the claim tells ours from a later one."""
    return Delivery.objects.filter(
        id=delivery.id, state=DeliveryState.CLAIMED, claimed_at=delivery.claimed_at
    )
