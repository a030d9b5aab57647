"""Keys and signatures. A signer may be one that no client should accept: faults choose it."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet


@dataclass(frozen=True)
class Signer:
    alg: str
    kid: str
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True)
class Keyring:
    """`current` signs and is published; the others serve faults. `stranger` is never published."""

    current: ECKey = field(default_factory=lambda: _new("actuelle"))
    next: ECKey = field(default_factory=lambda: _new("suivante"))
    encryption: ECKey = field(default_factory=lambda: _new("chiffrement"))
    stranger: ECKey = field(default_factory=lambda: _new("etrangere"))


def es256(key: ECKey, kid: str = "") -> Signer:
    algorithm = jws.JWSRegistry.algorithms["ES256"]
    return Signer("ES256", kid or str(key.kid), lambda text: algorithm.sign(text, key))


def hs256(secret: bytes, kid: str) -> Signer:
    return Signer("HS256", kid, lambda text: hmac.digest(secret, text, hashlib.sha256))


def unsigned(kid: str) -> Signer:
    return Signer("none", kid, lambda text: b"")


def published(key: ECKey, use: str = "sig") -> dict[str, Any]:
    told = {**key.as_dict(private=False), "use": use}
    return told | ({"alg": "ES256"} if use == "sig" else {})


def seal(claims: Mapping[str, Any], signer: Signer) -> str:
    header = {"alg": signer.alg, "typ": "JWT", "kid": signer.kid}
    text = f"{part(header)}.{part(claims)}"
    return f"{text}.{encoded(signer.sign(text.encode()))}"


def part(content: Mapping[str, Any]) -> str:
    return encoded(json.dumps(content).encode())


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def content_of(token: str) -> dict[str, Any]:
    """Not verified: for what was sealed here."""
    text = token.split(".")[1]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return read


def claims_if_ours(token: str, ring: Keyring) -> dict[str, Any] | None:
    try:
        seen = jws.deserialize_compact(token, KeySet([ring.current, ring.next]), algorithms=["ES256"])
    except (JoseError, ValueError):
        return None
    claims: dict[str, Any] = json.loads(seen.payload)
    return claims


def left_half(text: str) -> str:
    """OpenID Connect’s at_hash."""
    return encoded(hashlib.sha256(text.encode()).digest()[:16])


def challenge(verifier: str) -> str:
    """PKCE, method S256."""
    return encoded(hashlib.sha256(verifier.encode()).digest())


def _new(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": kid}, private=True)
