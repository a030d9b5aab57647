"""Pages of the sign-in host for somebody who has an account, and those of the programme's team."""

from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from foundation import clock
from foundation.actors import Actor
from foundation.errors import Forbidden, NotFound, Refusal, SignInNeeded
from foundation.web.pages import Page
from sso.accounts.authentication import AccountActor, actor_of, signed_in
from sso.accounts.models import Account
from sso.accounts.second_factor import has_factor, proofs, proved_within

# Idle time is the business of `signed_in`.
ABSOLUTE = timedelta(hours=4)
FRESH = timedelta(minutes=5)


class SecondFactorNeeded(Refusal):
    """`door`: where to enrol, or to prove the factor, before coming back."""

    code = "second-facteur-requis"
    sentence = "Confirmez votre identité avec votre second facteur pour continuer."
    status = 401

    def __init__(self, door: str) -> None:
        self.door = door
        super().__init__()


class SignedAccount(AccountActor):
    """`request.auth` is the account."""

    def authenticate(self, request: Request) -> tuple[Actor, Account] | None:  # type: ignore[override]
        account = signed_in(request)
        return (actor_of(account), account) if account else None


def account_of(request: Request) -> Account:
    """Only where a permission has made sure that somebody is signed in."""
    return cast(Account, request.auth)


class AccountOnly(BasePermission):
    """Somebody signed in. The team's second factor comes before everything else, here as elsewhere."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not on_sign_in_host(request._request):
            raise NotFound
        if not isinstance(request.auth, Account):
            raise SignInNeeded
        if request.auth.is_programme:
            check_factor(request._request, request.auth, now=clock.now())
        return True


class ProgrammeOnly(AccountOnly):
    def has_permission(self, request: Request, view: Any) -> bool:
        super().has_permission(request, view)
        if not account_of(request).is_programme:
            raise Forbidden
        return True


class JustProved(ProgrammeOnly):
    """For acts that harm when somebody else sits at the desk."""

    def has_permission(self, request: Request, view: Any) -> bool:
        super().has_permission(request, view)
        account = account_of(request)
        if not proved_within(request._request, account, FRESH, now=clock.now()):
            raise SecondFactorNeeded(_proof_door(request._request, account))
        return True


def on_sign_in_host(request: HttpRequest) -> bool:
    return request.get_host().partition(":")[0].lower() == settings.SIGN_IN_HOST


def check_factor(request: HttpRequest, account: Account, *, now: datetime) -> None:
    """Raises SecondFactorNeeded, or SignInNeeded when the proof is too old to be believed."""
    if not has_factor(account):
        raise SecondFactorNeeded(reverse("mfa_index"))
    proved = proofs(request, account)
    if not proved:
        raise SecondFactorNeeded(_proof_door(request, account))
    if now - proved[0] >= ABSOLUTE:
        request.session.flush()
        raise SignInNeeded


def _proof_door(request: HttpRequest, account: Account) -> str:
    """After a form, one comes back to the page that holds it: what was posted is not replayed."""
    by_code = has_factor(account, Authenticator.Type.TOTP)
    door = reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")
    return f"{door}?{urlencode({'next': request.path})}"


class AccountPage(Page):
    authentication_classes = [SignedAccount]
    permission_classes: list[type[BasePermission]] = [AccountOnly]

    @property
    def account(self) -> Account:
        return account_of(self.request)

    def handle_exception(self, exc: Exception) -> Any:
        return self.see(exc.door) if isinstance(exc, SecondFactorNeeded) else super().handle_exception(exc)


class ProgrammePage(AccountPage):
    permission_classes = [ProgrammeOnly]
