"""Secrets derived per purpose: what crosses is sealed, what must only be recognised is hashed with a key.

Every key comes from `SECRET_KEY` (HKDF, RFC 5869) and rotates with `SECRET_KEY_FALLBACKS`. The pseudonyms of
FranceConnect are the exception: they are kept for years, and have `PSEUDONYM_KEY`, which never changes.
"""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unsealable(Exception):
    """Not sealed by us, for another purpose, too old, or under a key that is gone."""


def seal(purpose: str, text: str) -> str:
    return _fernet(purpose, _secrets()).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str, *, max_age_s: int | None = None) -> str:
    """Raises Unsealable."""
    try:
        return _fernet(purpose, _secrets()).decrypt(sealed.encode(), ttl=max_age_s).decode()
    except InvalidToken as error:
        raise Unsealable(purpose) from error


def keyed_hash(purpose: str, value: str) -> str:
    """64 hexadecimal digits (HMAC-SHA-256): worth nothing to whoever reads the table."""
    return hmac.new(_key(purpose, settings.SECRET_KEY), value.encode(), hashlib.sha256).hexdigest()


def derived_code(purpose: str, value: str, *, digits: int = 6) -> str:
    """Digits that are kept nowhere: whoever reads the table or the queue cannot know them."""
    return f"{int(keyed_hash(purpose, value)[:16], 16) % 10**digits:0{digits}d}"


def pseudonym(tenant_id: int, value: str) -> str:
    """As `keyed_hash`, another for each administration, so that two dumps cannot be joined."""
    key = _key(f"pseudonym.{tenant_id}", settings.PSEUDONYM_KEY)
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def _fernet(purpose: str, secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(purpose, secret))) for secret in secrets])


@cache
def _key(purpose: str, secret: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(secret.encode())
