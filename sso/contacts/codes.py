"""The six digits of a challenge, sent and checked."""

import hmac
import re
from unicodedata import normalize
from uuid import UUID

from foundation.sealing import derived_code

DIGITS = 6


def code_of(challenge_id: UUID) -> str:
    return derived_code("sso.contacts.code", str(challenge_id), digits=DIGITS)


def is_code_of(challenge_id: UUID, typed: str) -> bool:
    """In constant time."""
    return hmac.compare_digest(code_of(challenge_id), typed)


def read_code(typed: str) -> str:
    """What was typed or pasted, spaces aside; empty when it cannot be a code."""
    digits = re.sub(r"[^0-9]", "", normalize("NFKC", typed))
    return digits if len(digits) == DIGITS else ""
