"""The addresses and keys that a provider publishes: kept ten minutes, and never taken from elsewhere."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from project.env import Provider
from tests.counterparts.identity.client import IdentityServer
from tests.counterparts.identity.faults import DISCOVERY_AND_BREAKDOWNS
from tests.sso.conftest import SignInLog, come_back, depart
from tests.sso.providers.checks import check_nobody

pytestmark = pytest.mark.django_db

AT_THE_START = {
    "discovery-issuer-other": "discovery-issuer",
    "discovery-http": "discovery-address",
    "discovery-redirect": "provider-status-303",
    "discovery-down": "provider-status-503",
}
AT_THE_END = {
    "jwks-down": "provider-status-503",
    "token-500": "provider-status-500",
    "token-slow": "provider-readtimeout",
}


def test_every_breakdown_is_tested() -> None:
    elsewhere = {"session-end-down"}
    assert AT_THE_START.keys() | AT_THE_END.keys() | elsewhere == DISCOVERY_AND_BREAKDOWNS.keys()


@pytest.mark.parametrize(("fault", "reason"), AT_THE_START.items())
def test_a_sign_in_does_not_begin(
    fault: str, reason: str, public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    identity.set_faults(fault)
    check_nobody(public, public.get("/sso/proconnect/"), log, reason)


@pytest.mark.parametrize(("fault", "reason"), AT_THE_END.items())
def test_a_sign_in_does_not_end(
    fault: str, reason: str, public: Client, identity: IdentityServer, log: SignInLog, settings: Any
) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.5 if fault == "token-slow" else 5
    identity.set_faults(fault)
    check_nobody(public, come_back(public), log, reason)


def test_a_warm_cache_does_without_the_keys_and_the_document(
    public: Client, identity: IdentityServer
) -> None:
    come_back(public)
    identity.set_faults("jwks-down", "discovery-down")
    assert come_back(public).status_code == 302
    assert len(identity.requests("jwks")) == len(identity.requests("discovery")) == 1


def test_a_provider_that_nobody_answers_for_is_out_of_reach(
    public: Client, identity: IdentityServer, log: SignInLog, settings: Any
) -> None:
    settings.PROCONNECT = Provider("http://127.0.0.1:9", "x", "y")
    check_nobody(public, public.get("/sso/proconnect/"), log, "provider-connecterror")


def test_an_instance_without_provider_says_so(public: Client, log: SignInLog) -> None:
    answer = public.get("/sso/proconnect/")
    check_nobody(public, answer, log, "connexion-non-configuree")
    assert "n’est pas configurée" in answer.content.decode()


@pytest.mark.parametrize("path", ["/sso/proconnect/retour/", "/sso/franceconnect/retour/"])
def test_a_return_without_provider_says_so(path: str, public: Client, log: SignInLog) -> None:
    check_nobody(public, public.get(f"{path}?state=x&code=y"), log, "connexion-non-configuree")


def test_addresses_are_read_again_after_they_are_forgotten(public: Client, identity: IdentityServer) -> None:
    depart(public)
    caches["shared"].clear()
    depart(public)
    assert len(identity.requests("discovery")) == 2
