"""What any program would do with a call: ask the library of Standard Webhooks whether it is ours."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from threading import Lock

import time_machine
from standardwebhooks import Webhook, WebhookVerificationError

_clock = Lock()


def signed_by(keys: Sequence[str], body: str, headers: Mapping[str, str], clock: str) -> list[int]:
    """Ranks of the keys that verify it at `clock` (ISO 8601, or "" for now): the library refuses five minutes' age."""
    moment = time_machine.travel(datetime.fromisoformat(clock), tick=False) if clock else nullcontext()
    # Travelling moves the whole process: one verification at a time.
    with _clock, moment:
        return [rank for rank, key in enumerate(keys) if _verifies(key, body, headers)]


def _verifies(key: str, body: str, headers: Mapping[str, str]) -> bool:
    try:
        Webhook(key).verify(body, dict(headers))
    except WebhookVerificationError:
        return False
    return True
