"""A service that follows both contracts to the letter: an example to read, and the client of our own tests."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
from joserfc import jws
from joserfc.jwk import KeySet

from tests.counterparts.identity.client import IdentityServer
from tests.counterparts.identity.keys import challenge

CALLBACK, AFTER_LOGOUT = "http://rdv.localhost/sso/retour/", "http://rdv.localhost/sso/deconnecte/"
VERIFIER = "v" * 43
SECRETS = {"proconnect": "secret-pc", "franceconnect": "secret-fc"}
CONFIG: dict[str, Any] = {
    "clients": [
        {
            "profile": profile,
            "client_id": "rdv",
            "client_secret": secret,
            "name": "RDV <Service Public>",
            "redirect_uris": [CALLBACK],
            "post_logout_redirect_uris": [AFTER_LOGOUT],
        }
        for profile, secret in SECRETS.items()
    ],
    "persons": [
        {
            "profile": "proconnect",
            "sub": "camille",
            "label": "Camille Durand",
            "explanation": "Agente de la ville d’Arras",
            "acr": "eidas1-mfa",
            "amr": ["pwd", "otp"],
            "claims": {
                "given_name": "Camille",
                "usual_name": "Durand",
                "email": "camille@arras.example",
                "siret": "21620041400017",
                "roles": ["agent_public", "agent_public_territorial"],
                "phone_number": "0321000000",
            },
        },
        {"profile": "proconnect", "sub": "paul", "label": "Paul <b>Petit</b>"},
        {
            "profile": "franceconnect",
            "sub": "angela",
            "label": "Angela Dubois",
            "claims": {
                "given_name": "Angela Claire",
                "given_name_array": ["Angela", "Claire"],
                "family_name": "Dubois",
                "birthdate": "1962-08-24",
                "email": "angela@example.org",
            },
        },
    ],
    "sleep_seconds": 0.2,
}
MFA = {"essential": True, "values": ["eidas1-mfa", "eidas2", "eidas3"]}
DEMANDS = {
    "proconnect": {
        "scope": "openid given_name usual_name email siret roles",
        "nonce": "n" * 32,
        "code_challenge": challenge(VERIFIER),
        "code_challenge_method": "S256",
        "claims": json.dumps({"id_token": {"acr": MFA, "amr": None}}),
    },
    "franceconnect": {"scope": "openid given_name family_name", "nonce": "n" * 22, "acr_values": "eidas1"},
}


@dataclass(frozen=True)
class HonestClient:
    identity: IdentityServer
    profile: str

    @property
    def discovered(self) -> dict[str, Any]:
        found: dict[str, Any] = self._ask("GET", ".well-known/openid-configuration").json()
        return found

    def authorize_url(self, **changes: str | None) -> str:
        """None takes a parameter away."""
        asked = {"response_type": "code", "client_id": "rdv", "redirect_uri": CALLBACK, "state": "s" * 32}
        return self._address("authorize", {**asked, **DEMANDS[self.profile], **changes})

    def end_session_url(self, **changes: str | None) -> str:
        asked = {"post_logout_redirect_uri": AFTER_LOGOUT, "state": "s" * 32}
        return self._address("session/end", {**asked, **changes})

    def redeem(self, callback: str, **changes: Any) -> httpx.Response:
        form = {
            "grant_type": "authorization_code",
            "client_id": "rdv",
            "client_secret": SECRETS[self.profile],
            "redirect_uri": CALLBACK,
            "code": parameters(callback).get("code", ""),
        }
        if self.profile == "proconnect":
            form["code_verifier"] = VERIFIER
        auth = changes.pop("auth", None)
        return self._ask("POST", "token", data={**form, **changes}, auth=auth)

    def userinfo(self, access_token: str) -> httpx.Response:
        return self._ask("GET", "userinfo", headers={"Authorization": f"Bearer {access_token}"})

    def verified(self, token: str) -> dict[str, Any]:
        """Raises a JoseError for whatever the published keys do not prove."""
        keys = self._ask("GET", "jwks").json()
        seen = jws.deserialize_compact(token, KeySet.import_key_set(keys), algorithms=["ES256"])
        claims: dict[str, Any] = json.loads(seen.payload)
        return claims

    def _address(self, endpoint: str, asked: dict[str, Any]) -> str:
        kept = {name: value for name, value in asked.items() if value is not None}
        return f"{self.identity.issuer(self.profile)}/{endpoint}?{urlencode(kept)}"

    def _ask(self, method: str, endpoint: str, **facts: Any) -> httpx.Response:
        return self.identity.ask(method, f"/{self.profile}/api/v2/{endpoint}", **facts)


def parameters(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))
