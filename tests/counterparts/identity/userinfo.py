"""`userinfo`: who the person is, as far as the scopes go, signed (`application/jwt`)."""

import time
from typing import Any

from tests.counterparts.identity.messages import Reply, Request, json_reply
from tests.counterparts.identity.provider import Provider
from tests.counterparts.identity.store import Grant


def userinfo(provider: Provider, request: Request) -> Reply:
    kind, _, access_token = request.headers.get("authorization", "").partition(" ")
    grant = provider.store.tokens.get(access_token) if kind.lower() == "bearer" else None
    if grant is None:
        answer = {"error": "invalid_token", "error_description": "invalid token provided"}
        return json_reply(answer, 401, WWW_Authenticate='Bearer error="invalid_token"')
    text = provider.sealed("userinfo", _claims(provider, grant), grant)
    return Reply(kind="application/jwt; charset=utf-8", body=text.encode())


def _claims(provider: Provider, grant: Grant) -> dict[str, Any]:
    profile, person, now = provider.profile, grant.session.person, int(time.time())
    known = person.claims | {"sub": profile.subject(person.sub), "amr": person.amr}
    allowed = {claim for scope in grant.demand.scopes for claim in profile.scopes[scope]}
    return {
        "iss": provider.issuer,
        "aud": grant.demand.client.client_id,
        "iat": now,
        "exp": now + profile.access_token,
        **{name: value for name, value in known.items() if name in allowed},
    }
