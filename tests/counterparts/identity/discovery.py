"""What a client reads before anything else: the discovery document and the public keys."""

from typing import Any

from tests.counterparts.identity.keys import published
from tests.counterparts.identity.messages import Reply, Request, json_reply
from tests.counterparts.identity.provider import Provider

# Both services let their documents be cached for ten minutes.
CACHED = "public, max-age=600"


def discovery(provider: Provider, request: Request) -> Reply:
    return json_reply(provider.bend("discovery", _document(provider)), Cache_Control=CACHED)


def jwks(provider: Provider, request: Request) -> Reply:
    keys = provider.bend("jwks", [published(provider.ring.current)])
    return json_reply({"keys": keys}, Cache_Control=CACHED)


def _document(provider: Provider) -> dict[str, Any]:
    profile, issuer = provider.profile, provider.issuer
    document = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "jwks_uri": f"{issuer}/jwks",
        "end_session_endpoint": f"{issuer}/session/end",
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "userinfo_signing_alg_values_supported": ["ES256"],
        "scopes_supported": sorted(profile.scopes),
        "claims_supported": sorted({claim for claims in profile.scopes.values() for claim in claims}),
        "claims_parameter_supported": True,
        "authorization_response_iss_parameter_supported": True,
    }
    if "code_challenge" in profile.optional:
        document["code_challenge_methods_supported"] = ["S256"]
    return document
