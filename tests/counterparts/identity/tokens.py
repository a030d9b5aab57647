"""`token`: a code against an access token and an ID token."""

import hmac
import time
from typing import Any

from tests.counterparts.identity import keys
from tests.counterparts.identity.messages import Reply, Request, json_reply
from tests.counterparts.identity.provider import Provider
from tests.counterparts.identity.registration import Client
from tests.counterparts.identity.store import Grant


class Denied(Exception):
    """(status, error, explanation)"""


def token(provider: Provider, request: Request) -> Reply:
    try:
        client = _client(provider, request)
        grant = _redeemed(provider, request, client)
    except Denied as refusal:
        status, error, explanation = refusal.args
        return json_reply(
            {"error": error, "error_description": explanation}, status, Cache_Control="no-store"
        )
    access_token = provider.store.tokens.put(grant, provider.profile.access_token)
    claims = _id_token(provider, grant, access_token)
    answer: dict[str, Any] = {
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": provider.profile.access_token,
        "scope": " ".join(sorted(grant.demand.scopes)),
        "id_token": provider.sealed("id_token", claims, grant),
    }
    return json_reply(provider.bend("token", answer), Cache_Control="no-store")


def _client(provider: Provider, request: Request) -> Client:
    """`client_secret_post` only: a Basic header is refused even when the form is right."""
    given = request.parameters
    client = provider.authentic(given.get("client_id", ""), given.get("client_secret", ""))
    if client is None or "authorization" in request.headers:
        raise Denied(401, "invalid_client", "client authentication failed")
    return client


def _redeemed(provider: Provider, request: Request, client: Client) -> Grant:
    given, store = request.parameters, provider.store
    if request.method != "POST" or given.get("grant_type") != "authorization_code":
        raise Denied(400, "unsupported_grant_type", "only authorization_code is supported")
    code = given.get("code", "")
    grant = store.codes.take(code)
    if grant is None:
        # Played again: whoever used it first loses what it gave.
        store.tokens.drop(lambda held: held.code == code)
        raise Denied(400, "invalid_grant", "grant request is invalid")
    asked = grant.demand
    verifier = given.get("code_verifier", "")
    proved = keys.challenge(verifier) if verifier else ""
    same_client = asked.client.client_id == client.client_id
    same_address = asked.redirect_uri == given.get("redirect_uri")
    if not (same_client and same_address and hmac.compare_digest(asked.code_challenge, proved)):
        raise Denied(400, "invalid_grant", "grant request is invalid")
    return grant


def _id_token(provider: Provider, grant: Grant, access_token: str) -> dict[str, Any]:
    profile, session, now = provider.profile, grant.session, int(time.time())
    may_hold = {
        "sid": session.sid,
        "at_hash": keys.left_half(access_token),
        "acr": session.person.acr,
        "amr": session.person.amr,
    }
    held = profile.in_id_token | grant.demand.asked_in_id_token
    return {
        "iss": provider.issuer,
        "sub": profile.subject(session.person.sub),
        "aud": grant.demand.client.client_id,
        "iat": now,
        "exp": now + profile.access_token,
        "nonce": grant.demand.nonce,
        "auth_time": session.auth_time,
        **{name: value for name, value in may_hold.items() if name in held},
    }
