"""What a provider publishes of itself: its addresses and its keys. Kept ten minutes, as both allow."""

from typing import Any
from urllib.parse import urlsplit

from django.core.cache import caches

from sso.providers.contracts import Contract
from sso.providers.fetch import LOOPBACK, fetch, json_of
from sso.providers.refusals import AnswerUntrusted

KEPT_S = 600
# An unknown key identifier asks for the keys again, at most this often.
REFETCH_S = 60
WELL_KNOWN = "/.well-known/openid-configuration"
ADDRESSES = (
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
    "end_session_endpoint",
)


def addresses(contract: Contract) -> dict[str, str]:
    """The discovery document, reduced to the addresses we use."""
    issuer = contract.setting.issuer
    key = f"oidc:addresses:{issuer}"
    known: dict[str, str] | None = caches["shared"].get(key)
    if known is None:
        known = _read(json_of(fetch("GET", issuer + WELL_KNOWN)), issuer)
        caches["shared"].set(key, known, KEPT_S)
    return known


def key_named(contract: Contract, kid: str) -> dict[str, Any]:
    """The published signing key. Raises AnswerUntrusted when there is none, even after one more look."""
    uri = addresses(contract)["jwks_uri"]
    cache_key = f"oidc:keys:{uri}"
    known: list[dict[str, Any]] | None = caches["shared"].get(cache_key)
    fresh = known is None
    if known is None:
        known = _fetch_keys(uri, cache_key)
    found = _pick(known, kid)
    if found is None and not fresh and caches["shared"].add(f"oidc:refetch:{uri}", 1, timeout=REFETCH_S):
        found = _pick(_fetch_keys(uri, cache_key), kid)
    if found is None:
        raise AnswerUntrusted("key-unknown")
    return found


def _read(document: dict[str, Any], issuer: str) -> dict[str, str]:
    if document.get("issuer") != issuer:
        raise AnswerUntrusted("discovery-issuer")
    found = {name: document.get(name) for name in ADDRESSES}
    if not all(isinstance(url, str) and _is_safe(url, issuer) for url in found.values()):
        raise AnswerUntrusted("discovery-address")
    return {name: str(url) for name, url in found.items()}


def _is_safe(url: str, issuer: str) -> bool:
    """Only a provider on this very machine (demonstration, tests) may do without TLS."""
    parts, home = urlsplit(url), urlsplit(issuer)
    on_loopback = home.hostname in LOOPBACK and parts.hostname in LOOPBACK
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and on_loopback))


def _fetch_keys(uri: str, cache_key: str) -> list[dict[str, Any]]:
    keys = json_of(fetch("GET", uri)).get("keys")
    if not isinstance(keys, list):
        raise AnswerUntrusted("keys-unreadable")
    usable = [key for key in keys if isinstance(key, dict)]
    caches["shared"].set(cache_key, usable, KEPT_S)
    return usable


def _pick(keys: list[dict[str, Any]], kid: str) -> dict[str, Any] | None:
    named = (key for key in keys if key.get("kid") == kid)
    return next((key for key in named if key.get("use") == "sig" and key.get("kty") == "EC"), None)
