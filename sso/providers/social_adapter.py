"""allauth's SOCIALACCOUNT_ADAPTER: from a verified identity to an account, by `(provider, sub)` and nothing else."""

import secrets
from typing import Any, NoReturn

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from foundation import clock
from sso.accounts import reconcile
from sso.accounts.models import Account
from sso.providers.contracts import CONTRACTS, PROCONNECT
from sso.providers.refusals import (
    AccountClosed,
    AccountKnown,
    Declined,
    ProviderError,
    SignInRefused,
    StateLost,
)
from sso.providers.verified import Verified

# What a conflict leaves in the visitor's session, for the page that re-links.
RELINK = "relink"
TOLD_ERRORS = {
    "login_required",
    "server_error",
    "temporarily_unavailable",
    "invalid_request",
    "invalid_scope",
}


class SocialAdapter(DefaultSocialAccountAdapter):
    def generate_state_param(self, state: dict[str, Any]) -> str:
        """43 characters: ProConnect wants 32, the library makes 16."""
        return secrets.token_urlsafe(32)

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Those of the environment, never rows of a table."""
        apps = [
            SocialApp(
                provider="openid_connect",
                provider_id=contract.id,
                name=contract.name,
                client_id=contract.setting.client_id,
                secret=contract.setting.client_secret,
            )
            for contract in CONTRACTS.values()
            if contract.setting.issuer
        ]
        return [
            app
            for app in apps
            if provider in (None, app.provider, app.provider_id) and client_id in (None, app.client_id)
        ]

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        if not (extra_context or {}).get("state"):
            raise StateLost
        if error == AuthError.CANCELLED:
            raise Declined
        told = request.GET.get("error", "")
        if not told and exception is None:
            raise ProviderError("code-absent")
        raise ProviderError(f"provider-error-{told if told in TOLD_ERRORS else 'other'}")

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        # The access token was used; it must not wait in a session for a second factor.
        sociallogin.token = None
        if sociallogin.account.provider != PROCONNECT.id:
            return
        identity: Verified = sociallogin.verified
        if not sociallogin.is_existing:
            _refuse_known_email(request, identity)
            return
        account: Account = sociallogin.user
        if not account.is_active:
            raise AccountClosed
        reconcile.refresh(account.pk, _snapshot(identity))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return sociallogin.account.provider == PROCONNECT.id

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Account:
        account = reconcile.described(_snapshot(sociallogin.verified))
        try:
            with transaction.atomic():
                account.save(force_insert=True)
                sociallogin.user = sociallogin.account.user = account
                sociallogin.account.save(force_insert=True)
        except IntegrityError:
            # The same person, at the same instant, in another tab.
            raise SignInRefused("sign-up-twice") from None
        return account


def _snapshot(identity: Verified) -> reconcile.Snapshot:
    return reconcile.Snapshot(
        email=identity.email,
        given_name=identity.given_name,
        usual_name=identity.text("usual_name"),
        siret=identity.siret,
    )


def _refuse_known_email(request: HttpRequest, identity: Verified) -> None:
    if not reconcile.is_known(identity.email):
        return
    request.session[RELINK] = {
        "sub": identity.sub,
        "email": identity.email,
        "given_name": identity.given_name,
        "usual_name": identity.text("usual_name"),
        "siret": identity.siret,
        "at": clock.now().isoformat(),
    }
    raise AccountKnown
