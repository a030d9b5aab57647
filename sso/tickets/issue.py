"""Give a one-time ticket for one host of one administration."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from foundation.sealing import seal
from foundation.tenancy import in_public
from sso.tickets.forget import forget_expired
from sso.tickets.models import Purpose, Ticket
from sso.tickets.secrets import digest_of, new_secret

LIFE = timedelta(seconds=60)
CLAIMS = "sso.ticket.claims"


def issue(
    *,
    tenant_id: int,
    host: str,
    purpose: Purpose,
    challenge: str,
    now: datetime,
    account_id: UUID | None = None,
    platform_session_id: UUID | None = None,
    claims: dict[str, Any] | None = None,
) -> str:
    """The ticket in clear, which is kept nowhere. `challenge` is the SHA-256 of what the holder must prove to know."""
    ticket = new_secret()
    with in_public():
        forget_expired(now=now)
        Ticket.objects.create(
            digest=digest_of(ticket),
            tenant_id=tenant_id,
            host=host,
            purpose=purpose,
            challenge=challenge,
            account_id=account_id,
            platform_session_id=platform_session_id,
            claims=seal(CLAIMS, json.dumps(claims)) if claims else "",
            expires_at=now + LIFE,
        )
    return ticket
