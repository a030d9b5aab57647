"""A proof of work that the visitor's browser does by itself (ALTCHA, version 2): dear to a robot, free to a person.

No third party, no cookie, no image to read. What a challenge is for is signed with it: a proof found for one motif of
one administration is worth nothing elsewhere, and serves once.
"""

import base64
import json
from datetime import timedelta
from typing import Any

from altcha import Payload, create_challenge, verify_solution
from django.core.cache import caches
from django.db import connection
from redis.exceptions import RedisError

from foundation import clock
from foundation.sealing import keyed_hash

ALGORITHM = "PBKDF2/SHA-256"
# One number in 256 is a proof: with this cost, about a second of a telephone of five years ago.
PREFIX = "00"
COST = 1_500
LASTS = timedelta(minutes=10)
# The field of the form, as ALTCHA names it. A proof is about 600 characters long.
FIELD = "altcha"
AT_MOST = 4_000


def challenge(purpose: str) -> str:
    """JSON, for the solver."""
    made = create_challenge(
        ALGORITHM,
        COST,
        key_prefix=PREFIX,
        expires_at=clock.now() + LASTS,
        data={"purpose": _here(purpose)},
        hmac_secret=_secret(),
    )
    return json.dumps(made.to_dict())


def is_solved(purpose: str, proof: str) -> bool:
    """True once for each proof. A cache that is down lets a proof serve again: it shuts nobody out."""
    read = _read(proof)
    if read is None or (read.challenge.parameters.data or {}) != {"purpose": _here(purpose)}:
        return False
    if not verify_solution(read, _secret()).verified:
        return False
    try:
        return bool(caches["shared"].add(f"altcha:{read.challenge.signature}", 1, LASTS.total_seconds()))
    except RedisError:
        return True


def _read(proof: str) -> Payload | None:
    if not proof or len(proof) > AT_MOST:
        return None
    try:
        told: Any = json.loads(base64.b64decode(proof, validate=True))
        return Payload.from_dict(told)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _here(purpose: str) -> str:
    return f"{connection.schema_name}:{purpose}"  # type: ignore[attr-defined]


def _secret() -> str:
    return keyed_hash("altcha", "challenge")
