"""What the current administration lets a program do, read at each call."""

from datetime import datetime, timedelta
from uuid import UUID

from foundation import clock
from sso.grants.models import ApiGrant

NOTED_EVERY = timedelta(hours=1)


def rights_of(client_id: UUID) -> frozenset[str] | None:
    """None without a live grant."""
    found = live_grant(client_id)
    if found is None:
        return None
    _note_use(found, clock.now())
    return frozenset(found.scopes)


def live_grant(client_id: UUID) -> ApiGrant | None:
    return ApiGrant.objects.live().filter(client_id=client_id).first()


def live_grants() -> list[ApiGrant]:
    return list(ApiGrant.objects.live().order_by("client_name", "pk"))


def _note_use(found: ApiGrant, now: datetime) -> None:
    if found.last_used_at is None or now - found.last_used_at >= NOTED_EVERY:
        ApiGrant.objects.filter(pk=found.pk).update(last_used_at=now)
