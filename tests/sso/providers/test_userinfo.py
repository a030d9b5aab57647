"""What a provider says of a person, unsigned, unrelated or out of reach."""

from typing import Any

import pytest
from django.test import Client

from sso.accounts.models import Account
from tests.counterparts.identity.client import IdentityServer
from tests.counterparts.identity.faults import USERINFO
from tests.sso.conftest import SignInLog, agent, come_back
from tests.sso.providers.checks import check_nobody

pytestmark = pytest.mark.django_db

REFUSED = {
    "userinfo-json": "userinfo-not-signed",
    "userinfo-alg-none": "userinfo-alg",
    "userinfo-other-key": "userinfo-signature",
    "userinfo-aud-other": "userinfo-aud",
    "userinfo-iss-other": "userinfo-iss",
    "userinfo-sub-other": "userinfo-sub",
    "userinfo-500": "provider-status-500",
    "userinfo-timeout": "provider-readtimeout",
    "userinfo-huge": "answer-too-long",
    "roles-absent": "roles-absent",
    "roles-private": "agent-public-requis",
    "siret-missing": "siret-absent",
    "siret-short": "siret-absent",
}


def test_every_fault_of_userinfo_is_tested() -> None:
    assert REFUSED.keys() == USERINFO.keys()


@pytest.mark.parametrize(("fault", "reason"), REFUSED.items())
def test_a_userinfo_is_refused(
    fault: str, reason: str, public: Client, identity: IdentityServer, log: SignInLog, settings: Any
) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.5 if fault == "userinfo-timeout" else 5
    identity.set_faults(fault)
    check_nobody(public, come_back(public), log, reason)


@pytest.mark.parametrize("email", ["", "pas une adresse", 42, None])
def test_without_an_address_nobody_enters(
    email: Any, public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    identity.configure(persons=[agent("camille", email=email)])
    check_nobody(public, come_back(public), log, "courriel-absent")


def test_names_are_cleaned(public: Client, identity: IdentityServer) -> None:
    names: dict[str, Any] = {"given_name": "  Ca\x00mille\n Durand", "idp_id": None}
    identity.configure(persons=[agent("camille", **names)])
    assert come_back(public).status_code == 302
    account = Account.objects.get()
    assert (account.given_name, account.usual_name) == ("Camille", "Durand")
