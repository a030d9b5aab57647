"""The way back from ProConnect: what must not be taken for the end of a sign-in (Request/callback)."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import time_machine
from django.test import Client

from foundation import clock
from sso.accounts.models import PlatformSession
from tenants.models import Tenant
from tests.counterparts.identity.client import Browser, IdentityServer, sign_in
from tests.counterparts.identity.faults import REQUEST_AND_CALLBACK
from tests.sso.conftest import SignInLog, come_back, depart, follow
from tests.sso.providers.checks import check_nobody, check_page, counted

pytestmark = pytest.mark.django_db

RETURN = "/sso/proconnect/retour/"
REFUSED = {
    "error-access-denied": "connexion-annulee",
    "error-login-required": "provider-error-login_required",
    "error-server-error": "provider-error-server_error",
    "state-other": "connexion-perimee",
    "state-missing": "connexion-perimee",
    "code-missing": "code-absent",
    "code-expired": "provider-status-400",
}


def test_every_fault_of_the_callback_is_tested() -> None:
    assert REFUSED.keys() == REQUEST_AND_CALLBACK.keys()


@pytest.mark.parametrize(("fault", "reason"), REFUSED.items())
def test_a_callback_is_refused(
    fault: str, reason: str, public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    identity.set_faults(fault)
    check_nobody(public, come_back(public), log, reason)


def test_who_changes_their_mind_is_told_so(public: Client, identity: IdentityServer, log: SignInLog) -> None:
    answer = follow(public, Browser().decline(depart(public)))
    check_nobody(public, answer, log, "connexion-annulee")
    assert "interrompu" in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?code=abc", "?error=access_denied", "?state=%00&code=x", "?state=x"])
def test_a_callback_that_nobody_asked_for_is_refused(
    query: str, public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    check_nobody(public, public.get(RETURN + query), log, "connexion-perimee")


def test_a_callback_serves_once(public: Client, identity: IdentityServer, log: SignInLog) -> None:
    callback = sign_in(depart(public), "camille")
    assert follow(public, callback).status_code == 302
    before = counted()
    check_page(follow(public, callback), log, "connexion-perimee")
    assert counted() == before


def test_another_browser_cannot_use_the_callback(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    callback = sign_in(depart(public), "camille")
    thief = Client(HTTP_HOST=public.defaults["HTTP_HOST"])
    check_nobody(thief, follow(thief, callback), log, "connexion-perimee")
    assert follow(public, callback).status_code == 302


def test_a_code_played_again_under_a_fresh_state_is_refused(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    used = parse_qs(urlsplit(sign_in(depart(public), "camille")).query)
    first = public.get(RETURN, {"state": used["state"][0], "code": used["code"][0]})
    assert first.status_code == 302
    fresh = parse_qs(urlsplit(depart(public)).query)["state"][0]
    before = counted()
    check_page(public.get(RETURN, {"state": fresh, "code": used["code"][0]}), log, "provider-status-400")
    assert counted() == before


def test_a_code_of_somebody_else_s_sign_in_is_refused(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    """The code is good, but was asked with another challenge: PKCE stops it."""
    other = Client(HTTP_HOST=public.defaults["HTTP_HOST"])
    stolen = parse_qs(urlsplit(sign_in(depart(other), "camille")).query)["code"][0]
    state = parse_qs(urlsplit(depart(public)).query)["state"][0]
    check_nobody(public, public.get(RETURN, {"state": state, "code": stolen}), log, "provider-status-400")


def test_a_sign_in_left_for_more_than_ten_minutes_starts_again(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    callback = sign_in(depart(public), "camille")
    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=5)):
        check_nobody(public, follow(public, callback), log, "connexion-perimee")


def test_a_state_of_the_other_provider_is_unknown_here(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    callback = sign_in(depart(public), "camille")
    elsewhere = callback.replace("/sso/proconnect/", "/sso/franceconnect/")
    check_nobody(public, follow(public, elsewhere), log, "connexion-perimee")


def test_an_answer_that_another_issuer_signs_is_refused(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    callback = sign_in(depart(public), "camille")
    query = {name: values[0] for name, values in parse_qs(urlsplit(callback).query).items()}
    query["iss"] = identity.issuer("franceconnect")
    check_nobody(public, public.get(f"{RETURN}?{urlencode(query)}"), log, "callback-iss")


def test_the_visitor_rewrites_neither_parameters_nor_scope(public: Client, identity: IdentityServer) -> None:
    injected = {
        "auth_params": "prompt=none&acr_values=eidas0&nonce=known",
        "scope": "phone,custom",
        "process": "connect",
        "action": "reauthenticate",
        "next": "https://ailleurs.example/",
    }
    address = public.get("/sso/proconnect/", injected).headers["Location"]
    asked = parse_qs(urlsplit(address).query)
    assert asked.keys().isdisjoint({"prompt", "acr_values", "auth_params"})
    assert "phone" not in asked["scope"][0]
    assert asked["nonce"] != ["known"]
    assert follow(public, sign_in(address, "camille")).headers["Location"] == "/"


@pytest.mark.parametrize(
    "suite",
    [
        "https://ailleurs.example/",
        "//ailleurs.example/",
        "/\\ailleurs.example/",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "/sso/proconnect/",
    ],
)
def test_a_sign_in_leads_nowhere_else(suite: str, public: Client, identity: IdentityServer) -> None:
    answer = follow(public, sign_in(depart(public, suite), "camille"))
    assert answer.headers["Location"] == "/"


def test_a_sign_in_leads_to_the_page_that_asked(public: Client, identity: IdentityServer) -> None:
    answer = follow(public, sign_in(depart(public, "/supervision/?x=1"), "camille"))
    assert answer.headers["Location"] == "/supervision/?x=1"


@pytest.mark.parametrize("path", [RETURN, "/sso/franceconnect/retour/", "/sso/proconnect/"])
def test_an_administration_s_host_knows_no_provider(
    path: str, arras: Tenant, identity: IdentityServer
) -> None:
    answer = Client(HTTP_HOST="arras.rdv.localhost").get(path, {"state": "x", "code": "y"})
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_a_callback_is_never_posted(public: Client, identity: IdentityServer) -> None:
    parts = urlsplit(sign_in(depart(public), "camille"))
    answer = public.post(f"{parts.path}?{parts.query}", dict(parse_qs(parts.query)))
    assert answer.status_code == 405
    assert "_auth_user_id" not in public.session
    assert counted() == [0, 0, 0, 0]
    strict: Any = Client(HTTP_HOST=public.defaults["HTTP_HOST"], enforce_csrf_checks=True)
    assert strict.post(parts.path).status_code == 403


def test_the_other_name_of_the_public_site_receives_no_callback(
    public: Client, identity: IdentityServer, settings: Any
) -> None:
    other = Client(HTTP_HOST=settings.STATE_DOMAIN)
    assert other.get(RETURN, {"state": "x", "code": "y"}).status_code == 404


def test_a_refused_sign_in_does_not_sign_out_who_was_in(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    come_back(public)
    identity.set_faults("nonce-other")
    check_page(come_back(public), log, "id-token-nonce")
    assert "_auth_user_id" in public.session
    assert PlatformSession.objects.count() == 1
