"""Take a ticket, once: one statement decides among those who present it at the same instant."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from foundation.errors import Refusal
from foundation.sealing import unseal
from foundation.tenancy import in_public
from sso.tickets.issue import CLAIMS
from sso.tickets.models import Purpose, Ticket
from sso.tickets.secrets import challenge_of, digest_of

logger = logging.getLogger(__name__)

# The lock makes rivals wait, and they then read `used_at` again: one winner. What the ticket held is read and
# erased by the same statement (RETURNING OLD would need PostgreSQL 18).
REDEEM = """
UPDATE sso_tickets_ticket AS ticket SET used_at = %(now)s, claims = ''
FROM (
    SELECT digest, claims FROM sso_tickets_ticket
    WHERE digest = %(digest)s AND tenant_id = %(tenant_id)s AND host = %(host)s AND purpose = %(purpose)s
      AND challenge = %(challenge)s AND used_at IS NULL AND expires_at > %(now)s
    FOR UPDATE
) AS held
WHERE ticket.digest = held.digest
RETURNING ticket.account_id, ticket.platform_session_id, held.claims
"""


class TicketRefused(Refusal):
    code = "billet-refuse"
    sentence = "Cette connexion n’a pas abouti : le lien a déjà servi, ou il est trop ancien."
    status = 400


@dataclass(frozen=True, slots=True)
class Redeemed:
    account_id: UUID | None
    platform_session_id: UUID | None
    claims: dict[str, Any]


def redeem(
    ticket: str, *, tenant_id: int, host: str, purpose: Purpose, verifier: str, now: datetime
) -> Redeemed:
    """Raises TicketRefused, and then leaves the ticket as it was: whoever tries a stolen one does not spoil it."""
    wanted = {
        "digest": digest_of(ticket),
        "tenant_id": tenant_id,
        "host": host,
        "purpose": purpose.value,
        "challenge": challenge_of(verifier),
    }
    row = _take({**wanted, "now": now})
    if row is None:
        reason = _why(wanted, now)
        logger.warning("ticket refused", extra={"reason": reason, "purpose": purpose.value})
        raise TicketRefused
    account_id, platform_session_id, claims = row
    return Redeemed(account_id, platform_session_id, json.loads(unseal(CLAIMS, claims)) if claims else {})


def _take(wanted: dict[str, Any]) -> tuple[UUID | None, UUID | None, str] | None:
    with in_public(), connection.cursor() as cursor:
        cursor.execute(REDEEM, wanted)
        return cursor.fetchone()


def _why(wanted: dict[str, Any], now: datetime) -> str:
    """For the log only: whoever presents the ticket always reads the same sentence."""
    with in_public():
        found = Ticket.objects.filter(digest=wanted["digest"]).first()
    if found is None:
        return "unknown"
    if found.used_at:
        return "used"
    if found.expires_at <= now:
        return "expired"
    return next((name for name, value in wanted.items() if getattr(found, name) != value), "race")
