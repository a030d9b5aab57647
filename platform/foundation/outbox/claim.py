"""Taking deliveries, and giving them back. Each gesture is one short statement, committed at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.outbox.models import LIVE, Delivery, DeliveryState

# A relay that died gives its deliveries back after this long; a reaction must be shorter.
LEASE = timedelta(seconds=60)
BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200))
MAX_ATTEMPTS = 8


def claim(now: datetime, limit: int) -> Sequence[Delivery]:
    """At most `limit` deliveries nobody else holds, the first of its subject for each reaction."""
    earlier = Delivery.objects.filter(
        subject=OuterRef("subject"), reaction=OuterRef("reaction"), id__lt=OuterRef("id"), state__in=LIVE
    )
    ready = (
        Delivery.objects.select_for_update(skip_locked=True)
        .filter(Q(subject="") | ~Exists(earlier), state__in=LIVE, not_before__lte=now)
        .order_by("not_before", "id")
    )
    with transaction.atomic():
        ids = list(ready.values_list("id", flat=True)[:limit])
        Delivery.objects.filter(id__in=ids).update(
            state=DeliveryState.CLAIMED, claimed_at=now, not_before=now + LEASE
        )
    return list(Delivery.objects.select_related("message").filter(id__in=ids).order_by("id"))


def still_ours(delivery: Delivery, now: datetime) -> bool:
    """Starts the lease again. False when it ran out and another relay took the row."""
    renewed = _held(delivery).update(claimed_at=now, not_before=now + LEASE)
    delivery.claimed_at = now
    return renewed == 1


def mark_done(delivery: Delivery, now: datetime) -> None:
    _held(delivery).update(
        state=DeliveryState.DONE, done_at=now, attempts=delivery.attempts + 1, claimed_at=None, error=""
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
    """Not a failure: the administration is closed for now."""
    _held(delivery).update(state=DeliveryState.PENDING, not_before=until, claimed_at=None)


def _held(delivery: Delivery) -> QuerySet[Delivery]:
    """The row as we claimed it: the instant of the claim tells ours from a later one."""
    return Delivery.objects.filter(
        id=delivery.id, state=DeliveryState.CLAIMED, claimed_at=delivery.claimed_at
    )
