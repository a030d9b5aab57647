"""The beginning of a sign-in: to the provider, with nothing of the visitor's request but what we name here."""

from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.http import HttpResponse

from sso.providers.contracts import FRANCECONNECT, PROCONNECT, Contract
from sso.providers.provider import provider_for
from sso.providers.refusals import NotConfigured, SignInRefused
from sso.providers.refused import refused


def start_proconnect(request: Any, *, next_url: str) -> HttpResponse:
    """`next_url` is a path of this host."""
    return _start(request, PROCONNECT, AuthProcess.LOGIN, next_url)


def start_franceconnect(request: Any, *, next_url: str) -> HttpResponse:
    """Verified like the other, but no account and no row come of it."""
    return _start(request, FRANCECONNECT, AuthProcess.REDIRECT, next_url)


def _start(request: Any, contract: Contract, process: str, next_url: str) -> HttpResponse:
    """The provider's page, or ours that says why not."""
    django_request = getattr(request, "_request", request)
    try:
        try:
            provider = provider_for(django_request, contract)
        except SocialApp.DoesNotExist:
            raise NotConfigured from None
        response = provider.start(django_request, process=process, next_url=next_url)
    except SignInRefused as refusal:
        return refused(django_request, refusal, contract)
    response.headers["Cache-Control"] = "no-store"
    return response
