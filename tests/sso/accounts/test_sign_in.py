from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp_auth
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse

from foundation import clock
from foundation.sealing import unseal
from sso.accounts.models import Account, PlatformSession
from sso.accounts.platform_sessions import ID_TOKEN
from tests.counterparts.identity.client import IdentityServer
from tests.sso.conftest import SignInLog, agent, come_back, depart

pytestmark = pytest.mark.django_db


def test_an_agent_signs_in_with_proconnect(public: Client, identity: IdentityServer, log: SignInLog) -> None:
    answer = come_back(public)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    account = Account.objects.get()
    assert (account.given_name, account.usual_name, account.siret) == ("Camille", "Durand", "21620041000010")
    assert account.email == "camille.durand@arras.example"
    assert not account.has_usable_password()
    assert public.session["_auth_user_id"] == str(account.pk)
    opened = PlatformSession.objects.get()
    assert public.session["platform_session"] == str(opened.pk)
    assert (opened.account, opened.provider, opened.acr, opened.amr) == (
        account,
        "proconnect",
        "eidas1",
        ["pwd"],
    )
    assert opened.expires_at == opened.auth_time + timedelta(hours=12)
    assert abs(opened.auth_time - clock.now()) < timedelta(minutes=1)
    assert unseal(ID_TOKEN, opened.id_token).count(".") == 2
    assert log.reasons == []


def test_the_public_schema_keeps_of_a_sign_in_only_what_names_the_account(
    public: Client, identity: IdentityServer
) -> None:
    come_back(public)
    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid) == ("proconnect", "camille")
    assert kept.extra_data.keys() == {"sub", "idp_id", "siret", "roles"}
    assert not EmailAddress.objects.exists()
    assert not SocialToken.objects.exists()


def test_the_same_person_comes_back_to_the_same_account(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    come_back(public)
    assert Account.objects.count() == SocialAccount.objects.count() == 1
    assert PlatformSession.objects.count() == 2


def test_the_session_changes_its_key_at_sign_in(public: Client, identity: IdentityServer) -> None:
    depart(public)
    before = public.session.session_key
    come_back(public)
    assert public.session.session_key != before


def test_what_proconnect_is_asked(public: Client, identity: IdentityServer) -> None:
    depart(public)
    address = depart(public)
    asked = parse_qs(urlsplit(address).query)
    assert len(asked["state"][0]) == 43
    assert len(asked["nonce"][0]) == 43
    assert asked["code_challenge_method"] == ["S256"]
    assert '"essential":true' in asked["claims"][0]
    assert "eidas0" not in asked["claims"][0]
    assert asked.keys() == {
        *("client_id", "redirect_uri", "response_type", "scope", "state", "nonce"),
        *("claims", "code_challenge", "code_challenge_method"),
    }


def test_a_very_long_name_is_cut(public: Client, identity: IdentityServer) -> None:
    identity.configure(persons=[agent("camille", usual_name="x" * 500)])
    assert come_back(public).status_code == 302
    assert len(Account.objects.get().usual_name) == 80


def test_with_a_second_factor_the_sign_in_ends_only_after_it(
    public: Client, identity: IdentityServer, settings: Any
) -> None:
    come_back(public)
    account, secret = Account.objects.get(), totp_auth.generate_totp_secret()
    totp_auth.TOTP.activate(account, secret)
    visitor = Client(HTTP_HOST=settings.SIGN_IN_HOST)
    asked = come_back(visitor)
    assert asked.headers["Location"] == reverse("mfa_authenticate", urlconf="project.urls_public")
    assert "_auth_user_id" not in visitor.session
    assert "platform_session" not in visitor.session
    assert PlatformSession.objects.count() == 1
    assert '"token"' not in str(dict(visitor.session.items()))
    code = totp_auth.format_hotp_value(
        totp_auth.hotp_value(secret, next(totp_auth.yield_hotp_counters_from_time()))
    )
    answer = visitor.post(asked.headers["Location"], {"code": code})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert visitor.session["_auth_user_id"] == str(account.pk)
    opened = PlatformSession.objects.latest("started_at")
    assert visitor.session["platform_session"] == str(opened.pk)
    assert "upstream" not in visitor.session
