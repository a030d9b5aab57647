"""A signed token, believed only after everything about it was checked. Stricter than the library we stand on:
it skips signatures after a direct fetch, and accepts tokens that never expire.
"""

import base64
import binascii
import hmac
import json
from datetime import timedelta
from typing import Any

from joserfc import jwk, jws
from joserfc.errors import JoseError

from foundation import clock
from sso.providers.contracts import Contract
from sso.providers.documents import key_named
from sso.providers.refusals import AnswerUntrusted

# Both providers are registered with ES256 for ID tokens and userinfo; nothing else is looked at.
ALGORITHM = "ES256"
LEEWAY = timedelta(seconds=30)


def read_id_token(contract: Contract, text: Any, *, nonce: str) -> dict[str, Any]:
    """Its claims. Raises AnswerUntrusted with the reason."""
    claims = _signed(contract, text, "id-token")
    _check_parties(contract, claims, "id-token")
    _check_times(claims, "id-token", required=True)
    told = claims.get("nonce")
    if not isinstance(told, str) or not hmac.compare_digest(told.encode(), nonce.encode()):
        raise AnswerUntrusted("id-token-nonce")
    _check_sub(claims, "id-token")
    return claims


def read_userinfo(contract: Contract, text: str, *, sub: str) -> dict[str, Any]:
    """Its claims, about the same person. Raises AnswerUntrusted with the reason."""
    claims = _signed(contract, text, "userinfo")
    _check_parties(contract, claims, "userinfo")
    _check_times(claims, "userinfo", required=False)
    _check_sub(claims, "userinfo")
    if claims["sub"] != sub:
        raise AnswerUntrusted("userinfo-sub")
    return claims


def _signed(contract: Contract, text: Any, which: str) -> dict[str, Any]:
    if not isinstance(text, str) or not text:
        raise AnswerUntrusted(f"{which}-absent")
    header = _header(text, which)
    # Before any key is looked up: an algorithm chosen by the sender never chooses how we verify.
    if header.get("alg") != ALGORITHM:
        raise AnswerUntrusted(f"{which}-alg")
    if not isinstance(header.get("kid"), str):
        raise AnswerUntrusted(f"{which}-kid")
    key: Any = key_named(contract, header["kid"])
    try:
        content = jws.deserialize_compact(text, jwk.import_key(key), algorithms=[ALGORITHM])
        claims = json.loads(content.payload)
    except (JoseError, ValueError):
        raise AnswerUntrusted(f"{which}-signature") from None
    if not isinstance(claims, dict):
        raise AnswerUntrusted(f"{which}-unreadable")
    return claims


def _header(text: str, which: str) -> dict[str, Any]:
    first = text.partition(".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (binascii.Error, ValueError):
        header = None
    if not isinstance(header, dict):
        raise AnswerUntrusted(f"{which}-unreadable")
    return header


def _check_parties(contract: Contract, claims: dict[str, Any], which: str) -> None:
    client_id = contract.setting.client_id
    if claims.get("iss") != contract.setting.issuer:
        raise AnswerUntrusted(f"{which}-iss")
    aud = claims.get("aud")
    if aud != client_id and not (isinstance(aud, list) and client_id in aud):
        raise AnswerUntrusted(f"{which}-aud")
    several = isinstance(aud, list) and len(aud) > 1
    if claims.get("azp", None if several else client_id) != client_id:
        raise AnswerUntrusted(f"{which}-azp")


def _check_times(claims: dict[str, Any], which: str, *, required: bool) -> None:
    now = clock.now()
    latest, earliest = (now + LEEWAY).timestamp(), (now - LEEWAY).timestamp()
    for name in ("exp", "iat", "nbf"):
        if name not in claims and (name == "nbf" or not required):
            continue
        instant = claims.get(name)
        if not isinstance(instant, int | float) or isinstance(instant, bool):
            raise AnswerUntrusted(f"{which}-{name}-absent")
        if instant < earliest if name == "exp" else instant > latest:
            raise AnswerUntrusted(f"{which}-{name}")


def _check_sub(claims: dict[str, Any], which: str) -> None:
    sub = claims.get("sub")
    # The width of the column; a sign that PostgreSQL cannot write is no identifier either.
    if not isinstance(sub, str) or not 0 < len(sub) <= 191 or not sub.isprintable():
        raise AnswerUntrusted(f"{which}-sub-absent")
