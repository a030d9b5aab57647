"""allauth's OpenID Connect, made strict where it is lenient. Semi-public classes: the fault table guards upgrades."""

import json
import secrets
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from sso.providers.contracts import CONTRACTS, PROCONNECT, Contract, sign_in_url
from sso.providers.documents import addresses
from sso.providers.fetch import fetch, json_of
from sso.providers.levels import suffices
from sso.providers.refusals import AnswerUntrusted, EmailMissing, LevelTooLow, NotPublicAgent, SiretMissing
from sso.providers.tokens import read_id_token, read_userinfo
from sso.providers.verified import Verified, verified

PUBLIC_AGENT = "agent_public"


class StrictClient(OAuth2Client):
    """Exchanges the code with our own careful request, the secret in the form: neither provider takes Basic."""

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: Any = None
    ) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback_url,
            "client_id": self.consumer_key,
            "client_secret": self.consumer_secret,
        }
        if pkce_code_verifier:
            form["code_verifier"] = pkce_code_verifier
        answer = json_of(fetch("POST", self.access_token_url, data=form))
        if not isinstance(answer.get("access_token"), str):
            raise AnswerUntrusted("access-token-absent")
        return answer


class StrictAdapter(OpenIDConnectOAuth2Adapter):
    """`state`: what was kept for this sign-in (nonce, level), once the callback has found it; `verified`: the end."""

    client_class = StrictClient
    basic_auth = False
    state: dict[str, Any]
    verified: Verified

    @property
    def contract(self) -> Contract:
        return CONTRACTS[self.provider_id]

    @property
    def openid_config(self) -> dict[str, str]:
        return addresses(self.contract)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return sign_in_url(self.contract.callback_path)

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Used at once and never kept."""
        return SocialToken(token=data["access_token"])

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        identity = self._identity(kwargs["response"].get("id_token"), token.token)
        if self.contract is PROCONNECT:
            check_agent(identity)
        kept = {
            "sub": identity.sub,
            "idp_id": identity.text("idp_id"),
            "siret": identity.siret,
            "roles": list(identity.roles),
        }
        login = self.get_provider().sociallogin_from_response(request, kept)
        self.verified = login.verified = identity
        return login

    def _identity(self, id_token: Any, access_token: str) -> Verified:
        claims = read_id_token(self.contract, id_token, nonce=self.state["nonce"])
        if not suffices(str(claims.get("acr", "")), self.state["minimum"]):
            raise LevelTooLow("acr-absent" if "acr" not in claims else "acr-too-low")
        url = self.openid_config["userinfo_endpoint"]
        answer = fetch("GET", url, headers={"Authorization": f"Bearer {access_token}"})
        if answer.headers["Content-Type"].partition(";")[0].strip().lower() != "application/jwt":
            raise AnswerUntrusted("userinfo-not-signed")
        userinfo = read_userinfo(self.contract, answer.text, sub=claims["sub"])
        return verified(self.provider_id, claims, userinfo, id_token)


class StrictProvider(OpenIDConnectProvider):
    """Nothing of the visitor's request reaches the provider: neither parameter nor scope."""

    oauth2_adapter_class = StrictAdapter

    @property
    def contract(self) -> Contract:
        return CONTRACTS[self.app.provider_id]

    def start(self, request: HttpRequest, *, process: str, next_url: str) -> HttpResponse:
        nonce, minimum = secrets.token_urlsafe(32), self.contract.minimum
        asked = self.contract.level_parameters(minimum)
        if "claims" in asked:
            asked["claims"] = json.dumps(asked["claims"], separators=(",", ":"))
        parameters = {"nonce": nonce, **asked}
        return self.redirect(
            request, process, next_url=next_url, auth_params=parameters, nonce=nonce, minimum=minimum
        )

    def serialize(self) -> dict[str, Any]:
        """Between two steps of a sign-in: the provider by its own name, not by a client's."""
        return {"id": self.app.provider_id}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        return {}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return self.get_scope()

    def get_scope(self) -> list[str]:
        return list(self.contract.scopes)

    def get_pkce_params(self) -> dict[str, Any]:
        self.app.settings["oauth_pkce_enabled"] = self.contract.pkce
        return super().get_pkce_params()

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing: the account is described by `sso.accounts`, and no e-mail of allauth's is kept."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


def check_agent(identity: Verified) -> None:
    """ProConnect lets every professional through: refusing is our business."""
    if PUBLIC_AGENT not in identity.roles:
        raise NotPublicAgent("roles-absent" if "roles" not in identity.claims else "")
    if not identity.email:
        raise EmailMissing
    if not identity.siret:
        raise SiretMissing


def provider_for(request: HttpRequest, contract: Contract) -> StrictProvider:
    """Raises SocialApp.DoesNotExist when this instance has none."""
    provider: StrictProvider = get_adapter(request).get_provider(request, contract.id)
    return provider
