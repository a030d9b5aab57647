"""What crosses in an address, and what is kept of it: secrets of 256 bits, of which only hashes rest."""

import base64
import hashlib
import re
import secrets

# 32 bytes in base64url without padding: states, verifiers, challenges and tickets.
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def is_secret(text: str) -> bool:
    return WELL_FORMED.fullmatch(text) is not None


def digest_of(ticket: str) -> str:
    return hashlib.sha256(ticket.encode(errors="replace")).hexdigest()


def challenge_of(verifier: str) -> str:
    """RFC 7636's S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
