from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from foundation.actors import Actor
from foundation.errors import Forbidden
from sso.grants.models import ApiGrant


def grant(client_id: UUID, name: str, scopes: Iterable[str], *, by: Actor, now: datetime) -> ApiGrant:
    """Granting again replaces the rights: a program has one live grant in an administration."""
    if by.id is None or not by.is_admin:
        raise Forbidden
    decided = {"client_name": name, "scopes": sorted(scopes), "granted_by": by.id, "granted_at": now}
    row, _ = ApiGrant.objects.update_or_create(client_id=client_id, withdrawn_at=None, defaults=decided)
    return row
