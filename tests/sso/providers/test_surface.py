"""Of allauth, only what we chose is mounted; and no other way in (URL surface)."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse

from sso.accounts.models import Account, PlatformSession
from sso.providers.account_adapter import AccountAdapter
from sso.providers.refusals import OtherWay
from tenants.models import Tenant
from tests.counterparts.identity.client import IdentityServer
from tests.sso.conftest import come_back

pytestmark = pytest.mark.django_db

CLOSED_NAMES = [
    "account_signup",
    "account_reset_password",
    "account_reset_password_from_key",
    "account_set_password",
    "account_change_password",
    "account_email",
    "account_confirm_email",
    "account_request_login_code",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
    "openid_connect_login",
    "openid_connect_callback",
    "mfa_login_webauthn",
]
CLOSED_PATHS = [
    f"{prefix}{path}"
    for prefix in ("/", "/accounts/")
    for path in (
        "signup/",
        "password/reset/",
        "password/set/",
        "password/change/",
        "email/",
        "login/code/",
        "social/connections/",
        "social/signup/",
        "oidc/proconnect/login/",
        "proconnect/login/",
        "proconnect/login/callback/",
    )
]


def views(urlconf: str) -> Iterator[tuple[str, Any]]:
    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Any]]:
        for each in patterns:
            route = prefix + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, route)
            else:
                yield route, each.callback

    yield from walk(import_module(urlconf).urlpatterns, "")


def of_allauth(view: Any) -> bool:
    while view is not None:
        module = getattr(getattr(view, "view_class", view), "__module__", "")
        if module.startswith("allauth."):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


@pytest.mark.parametrize("name", CLOSED_NAMES)
def test_a_page_of_allauth_s_is_not_mounted(name: str) -> None:
    for urlconf in ("project.urls_public", "project.urls_tenant"):
        with pytest.raises(NoReverseMatch):
            reverse(name, urlconf=urlconf)


@pytest.mark.parametrize("path", CLOSED_PATHS)
def test_an_address_of_allauth_s_leads_nowhere(path: str, public: Client, arras: Tenant) -> None:
    assert public.get(path).status_code == 404
    assert Client(HTTP_HOST="arras.rdv.localhost").get(path).status_code == 404


def test_nothing_of_allauth_s_is_mounted_on_an_administration_s_host() -> None:
    assert [route for route, view in views("project.urls_tenant") if of_allauth(view)] == []


def test_only_the_second_factor_of_allauth_s_is_mounted_on_the_public_host() -> None:
    mounted = [view for _, view in views("project.urls_public") if of_allauth(view)]
    assert not [view for view in mounted if ".account." in str(view.__module__)]


def test_a_login_that_does_not_come_from_proconnect_is_refused(
    public: Client, identity: IdentityServer
) -> None:
    come_back(public)
    request: Any = RequestFactory().get("/")
    request.session = Client().session
    facts = {"email_verification": "none", "email": None, "signup": False, "redirect_url": "/"}
    with pytest.raises(OtherWay):
        AccountAdapter(request).pre_login(request, Account.objects.get(), signal_kwargs=None, **facts)
    assert PlatformSession.objects.count() == 1


def test_nobody_signs_up_but_by_proconnect() -> None:
    assert AccountAdapter().is_open_for_signup(RequestFactory().get("/")) is False
