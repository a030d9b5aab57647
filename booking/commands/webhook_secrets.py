"""The keys that sign what an endpoint receives: sealed at rest, two while one takes over from the other."""

import json
import secrets
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from booking.models import WebhookEndpoint
from foundation.sealing import Unsealable, seal, unseal

# Of Standard Webhooks, so that its libraries recognise it.
PREFIX = "whsec_"
SIZE = 32
# How long the former key still signs.
OVERLAP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Secret:
    """`until`: when it stops signing; None for the one in force."""

    text: str
    since: datetime
    until: datetime | None = None


def new_secret(now: datetime) -> Secret:
    return Secret(PREFIX + b64encode(secrets.token_bytes(SIZE)).decode(), now)


def sealed(endpoint_id: UUID, kept: Sequence[Secret]) -> str:
    rows = [
        [each.text, each.since.isoformat(), each.until.isoformat() if each.until else None] for each in kept
    ]
    return seal(_purpose(endpoint_id), json.dumps(rows))


def live_secrets(endpoint: WebhookEndpoint, now: datetime) -> list[Secret]:
    """The one in force first. None at all when the key of this installation changed without its fallback."""
    try:
        rows = json.loads(unseal(_purpose(endpoint.pk), endpoint.secrets))
    except Unsealable:
        return []
    kept = [
        Secret(text, datetime.fromisoformat(since), datetime.fromisoformat(until) if until else None)
        for text, since, until in rows
    ]
    return [each for each in kept if each.until is None or each.until > now]


def _purpose(endpoint_id: UUID) -> str:
    """Sealed for one endpoint: copied to another row, it opens nothing."""
    return f"webhook.{endpoint_id}"
