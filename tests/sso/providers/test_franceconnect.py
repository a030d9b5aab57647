"""FranceConnect: verified like ProConnect, and nothing of the citizen stays on the sign-in host."""

import base64
import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from foundation import clock
from foundation.sealing import unseal
from sso.accounts.models import Account, PlatformSession
from sso.accounts.platform_sessions import ID_TOKEN
from sso.tickets.models import Purpose
from sso.tickets.redeem import redeem
from tenants.commands.suspend_tenant import suspend_tenant
from tenants.models import Tenant
from tests.counterparts.identity.client import IdentityServer, sign_in
from tests.sso.conftest import SignInLog, agent, citizen, come_back, depart, follow
from tests.sso.providers.checks import check_nobody

pytestmark = pytest.mark.django_db

HOST = "arras.rdv.localhost"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
STATE = "s" * 43
PASSAGE = {"hote": HOST, "etat": STATE, "defi": CHALLENGE, "but": "usager"}


def cross(public: Client) -> str:
    """From the administration's host to the address of FranceConnect's page."""
    return public.get("/sso/passage/", PASSAGE).headers["Location"]


def come(public: Client, person: str = "angela") -> Any:
    return follow(public, sign_in(cross(public), person))


def test_a_citizen_leaves_at_once_for_the_administration(
    public: Client, identity: IdentityServer, arras: Tenant, log: SignInLog
) -> None:
    answer = come(public)
    assert answer.status_code == 303
    arrival = urlsplit(answer.headers["Location"])
    assert (arrival.hostname, arrival.path) == (HOST, "/sso/arrivee/")
    told = parse_qs(arrival.query)
    assert told["etat"] == [STATE]
    redeemed = redeem(
        told["billet"][0],
        tenant_id=arras.id,
        host=HOST,
        purpose=Purpose.USAGER,
        verifier=VERIFIER,
        now=clock.now(),
    )
    assert redeemed.account_id is None
    assert redeemed.claims == {
        "sub": "angelav1",
        "given_name": "Angela Claire",
        "family_name": "Dubois",
        "email": "angela.dubois@courriel.example",
        "birthdate": "1962-08-24",
    }
    opened = PlatformSession.objects.get()
    assert redeemed.platform_session_id == opened.pk
    assert (opened.account, opened.provider, opened.acr) == (None, "franceconnect", "eidas1")
    assert opened.expires_at == opened.started_at + timedelta(hours=2)
    assert unseal(ID_TOKEN, opened.id_token).count(".") == 2
    assert log.reasons == []


def test_no_account_comes_of_it_and_nobody_is_signed_in_here(
    public: Client, identity: IdentityServer, arras: Tenant
) -> None:
    come(public)
    assert not Account.objects.exists()
    assert not SocialAccount.objects.exists()
    assert not EmailAddress.objects.exists()
    assert set(public.session.keys()) <= {"socialaccount_states"}
    assert "angela" not in str(dict(public.session.items())).lower()


def test_franceconnect_is_asked_only_what_it_lists(
    public: Client, identity: IdentityServer, arras: Tenant
) -> None:
    asked = parse_qs(urlsplit(cross(public)).query)
    assert asked.keys() == {
        *("client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "acr_values"),
    }
    assert asked["acr_values"] == ["eidas1"]
    assert set(asked["scope"][0].split()) == {"openid", "given_name", "family_name", "email", "birthdate"}
    assert len(asked["state"][0]) == len(asked["nonce"][0]) == 43


@pytest.mark.parametrize("birthdate", ["1962-00-00", "1962", "", None])
def test_a_birth_date_that_is_not_known_whole_is_left_out(
    birthdate: Any, public: Client, identity: IdentityServer, arras: Tenant
) -> None:
    identity.configure(persons=[citizen("angela", birthdate=birthdate)])
    told = parse_qs(urlsplit(come(public).headers["Location"]).query)
    redeemed = redeem(
        told["billet"][0],
        tenant_id=arras.id,
        host=HOST,
        purpose=Purpose.USAGER,
        verifier=VERIFIER,
        now=clock.now(),
    )
    assert redeemed.claims["birthdate"] == ""


# ProConnect's table tries each fault; these are the same checks on the other way in.
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("nonce-other", "id-token-nonce"),
        ("alg-none", "id-token-alg"),
        ("other-key", "id-token-signature"),
        ("acr-absent", "acr-absent"),
        ("acr-eidas0", "acr-too-low"),
        ("userinfo-json", "userinfo-not-signed"),
        ("userinfo-sub-other", "userinfo-sub"),
        ("error-access-denied", "connexion-annulee"),
        ("token-500", "provider-status-500"),
    ],
)
def test_a_false_identity_is_refused(
    fault: str, reason: str, public: Client, identity: IdentityServer, arras: Tenant, log: SignInLog
) -> None:
    identity.set_faults(fault)
    answer = come(public)
    check_nobody(public, answer, log, reason)
    assert f"//{HOST}/" in answer.content.decode()


def test_a_sub_equal_to_an_agent_s_opens_no_account(
    public: Client, identity: IdentityServer, arras: Tenant
) -> None:
    identity.configure(persons=[agent("camillev1"), citizen("camille")])
    come_back(public, "camillev1")
    visitor = Client(HTTP_HOST=public.defaults["HTTP_HOST"])
    assert come(visitor, "camille").status_code == 303
    assert "_auth_user_id" not in visitor.session
    assert Account.objects.count() == SocialAccount.objects.count() == 1


def test_an_administration_closed_meanwhile_receives_nobody(
    public: Client, identity: IdentityServer, arras: Tenant, log: SignInLog
) -> None:
    callback = sign_in(cross(public), "angela")
    suspend_tenant("arras")
    check_nobody(public, follow(public, callback), log, "passage-refuse")


def test_a_state_of_proconnect_is_unknown_here(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    state = parse_qs(urlsplit(depart(public)).query)["state"][0]
    answer = public.get("/sso/franceconnect/retour/", {"state": state, "code": "x"})
    check_nobody(public, answer, log, "connexion-perimee")
