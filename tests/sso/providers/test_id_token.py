"""ID tokens that must not be believed, one by one."""

from typing import Any

import pytest
from django.test import Client

from sso.accounts.models import Account, PlatformSession
from tests.counterparts.identity.client import IdentityServer
from tests.counterparts.identity.faults import ID_TOKEN_CLAIMS, ID_TOKEN_SIGNATURE
from tests.sso.conftest import SignInLog, agent, come_back
from tests.sso.providers.checks import check_nobody

pytestmark = pytest.mark.django_db

REFUSED = {
    "nonce-other": "id-token-nonce",
    "nonce-missing": "id-token-nonce",
    "aud-other": "id-token-aud",
    "aud-list-wrong-azp": "id-token-azp",
    "iss-other": "id-token-iss",
    "expired": "id-token-exp",
    "iat-future": "id-token-iat",
    "no-exp": "id-token-exp-absent",
    "no-iat": "id-token-iat-absent",
    "no-sub": "id-token-sub-absent",
    "acr-eidas0": "acr-too-low",
    "acr-absent": "acr-absent",
    "alg-none": "id-token-alg",
    "hs256-client-secret": "id-token-alg",
    "hs256-public-key": "id-token-alg",
    "other-key": "id-token-signature",
    "unknown-kid": "key-unknown",
    "key-use-enc": "key-unknown",
    "tampered": "id-token-signature",
    "no-id-token": "id-token-absent",
}
# Tested below, each with what it needs.
APART = {"acr-low", "amr-absent", "rotated-key"}


def test_every_fault_of_the_id_token_is_tested() -> None:
    assert REFUSED.keys() | APART == ID_TOKEN_CLAIMS.keys() | ID_TOKEN_SIGNATURE.keys()


@pytest.mark.parametrize(("fault", "reason"), REFUSED.items())
def test_an_id_token_is_refused(
    fault: str, reason: str, public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    identity.set_faults(fault)
    check_nobody(public, come_back(public), log, reason)


def test_a_level_lower_than_asked_is_refused(
    public: Client, identity: IdentityServer, log: SignInLog, settings: Any
) -> None:
    settings.PROCONNECT_MINIMUM_ACR = "eidas1-mfa"
    identity.configure(persons=[agent("camille", acr="eidas1-mfa")])
    identity.set_faults("acr-low")
    check_nobody(public, come_back(public), log, "acr-too-low")


def test_a_higher_level_than_asked_is_welcome(public: Client, identity: IdentityServer) -> None:
    identity.configure(persons=[agent("camille", acr="eidas2")])
    assert come_back(public).status_code == 302
    assert PlatformSession.objects.get().acr == "eidas2"


def test_a_token_without_amr_is_accepted(public: Client, identity: IdentityServer) -> None:
    identity.set_faults("amr-absent")
    assert come_back(public).status_code == 302
    assert PlatformSession.objects.get().amr == []


def test_a_key_published_since_is_found_by_one_more_look(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    identity.set_faults("rotated-key")
    assert come_back(public).status_code == 302
    assert len(identity.requests("jwks")) == 2
    assert Account.objects.count() == 1


def test_an_unknown_key_is_looked_for_once_a_minute_and_no_more(
    public: Client, identity: IdentityServer
) -> None:
    come_back(public)
    identity.set_faults("unknown-kid")
    for _ in range(3):
        assert come_back(public).status_code == 403
    assert len(identity.requests("jwks")) == 2
