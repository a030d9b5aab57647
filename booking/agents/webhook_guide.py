"""What whoever writes the program on the other side needs: one true example, signed as every call is."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from standardwebhooks import Webhook

from booking.commands.settle_webhook import BACKOFF, GIVE_UP_AFTER
from booking.commands.webhook_secrets import PREFIX
from booking.vocabulary import OFFERED_EVENTS, RdvStatus, WebhookEvent
from foundation.web.components.typography import NO_BREAK

# Everybody reads it here: it signs nothing else.
KEY = PREFIX + b64encode(b"une cle d'exemple, pour lire ici").decode()
ID = "0a6f1f5c-3c0e-4d0c-9d53-5a4a3a0f3c11"
AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
RDV = "5b1d7a52-8f0b-4a53-b0a4-6a1f6b3c2d10"
BODY = {
    "type": WebhookEvent.RDV_BOOKED.value,
    "timestamp": AT.isoformat(),
    "data": {
        "id": RDV,
        "debut": "2026-01-12T10:00:00+01:00",
        "fin": "2026-01-12T10:30:00+01:00",
        "statut": RdvStatus.SCHEDULED.value,
        "collectif": False,
        "organisation": {"id": 1, "nom": "Mairie d’Arras"},
        "motif": {"id": 4, "nom": "Passeport"},
        "lieu": {"id": 2, "nom": "Hôtel de ville"},
        "agents": [{"id": "c0a80001-7d3e-4f0a-8c2b-1f5e6d7a8b90"}],
        "personnes": 1,
        "usagers": [
            {"id": "e3b0c442-98fc-4c14-9afb-f4c8996fb924", "statut": RdvStatus.SCHEDULED.value},
        ],
        "object": "rdv",
        "sequence": 1,
    },
}
PYTHON = """from standardwebhooks import Webhook

# Lève WebhookVerificationError si la signature est fausse ou trop ancienne.
evenement = Webhook(cle).verify(corps, en_tetes)
"""


@dataclass(frozen=True, slots=True)
class Example:
    key: str
    headers: str
    body: str
    code: str


def example() -> Example:
    body = json.dumps(BODY, ensure_ascii=False)
    headers = {
        "webhook-id": ID,
        "webhook-timestamp": str(int(AT.timestamp())),
        "webhook-signature": Webhook(KEY).sign(ID, AT, body),
    }
    lines = "\n".join(f"{name}: {value}" for name, value in headers.items())
    return Example(KEY, lines, body, PYTHON)


def types() -> Sequence[tuple[str, str]]:
    """Each name, and when it is sent."""
    return [(each.value, str(each.label)) for each in (*OFFERED_EVENTS, WebhookEvent.TRIAL)]


def pauses() -> str:
    """Between two tries, until it is given up."""
    words = [_shown(each) for each in BACKOFF]
    return f"{', '.join(words[:-1])}, puis {words[-1]}"


def given_up_after() -> str:
    return f"{GIVE_UP_AFTER.days}{NO_BREAK}jours"


def _shown(pause: timedelta) -> str:
    seconds = int(pause.total_seconds())
    for size, unit in ((3_600, "heure"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count}{NO_BREAK}{unit}{'s' if count > 1 else ''}"
    return f"{seconds}{NO_BREAK}secondes"
