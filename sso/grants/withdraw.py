from datetime import datetime
from uuid import UUID

from foundation.actors import Actor
from foundation.errors import Forbidden
from sso.grants.models import ApiGrant


def withdraw(client_id: UUID, *, by: Actor, now: datetime) -> None:
    """Seen by the very next call of the program. Withdrawing twice changes nothing."""
    if not by.is_admin:
        raise Forbidden
    ApiGrant.objects.live().filter(client_id=client_id).update(withdrawn_at=now)
