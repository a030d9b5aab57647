"""From what a carrier tells about the platform's own account to the administration it concerns."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from foundation.courier.models import Posted
from foundation.sealing import keyed_hash
from foundation.tenancy import current, in_public

# « STOP » may answer a message of last month, and the carrier does not say which.
KEPT = timedelta(days=60)
FORGOTTEN_AT_ONCE = 50_000


def remember(
    reference: UUID, *, now: datetime, phone: str = "", carrier: str = "", carrier_id: str = ""
) -> None:
    """The current administration's message has left. Said again, it is said once. Never inside a transaction."""
    row = Posted(
        reference=reference,
        tenant_id=current().id,
        carrier=carrier[:20],
        carrier_id=carrier_id[:120],
        phone_hash=_hashed(phone),
        posted_at=now,
    )
    Posted.objects.bulk_create([row], ignore_conflicts=True)


def tenant_of_message(reference: UUID | None, *, carrier: str = "", carrier_id: str = "") -> int | None:
    """By our own reference when the carrier repeats it, by its own id otherwise."""
    with in_public():
        rows = Posted.objects.values_list("tenant_id", flat=True)
        found = rows.filter(reference=reference).first() if reference else None
        if found is None and carrier_id:
            found = rows.filter(carrier=carrier, carrier_id=carrier_id).first()
    return found


def tenants_that_wrote_to(phone: str, *, now: datetime) -> Mapping[int, datetime]:
    """In the last sixty days, with when they last did; the latest first."""
    if not phone:
        return {}
    with in_public():
        rows = Posted.objects.filter(phone_hash=_hashed(phone), posted_at__gt=now - KEPT)
        last = rows.values("tenant_id").annotate(last=Max("posted_at")).order_by("-last")
        return dict(last.values_list("tenant_id", "last"))


def forget(now: datetime) -> int:
    with in_public():
        old = Posted.objects.filter(posted_at__lt=now - KEPT).values_list("pk", flat=True)
        gone = list(old[:FORGOTTEN_AT_ONCE])
        Posted.objects.filter(pk__in=gone).delete()
    return len(gone)


def _hashed(phone: str) -> str:
    return keyed_hash("courier.posted.phone", phone) if phone else ""
