"""Who is who: by ProConnect's `sub`, and by nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from foundation import clock
from foundation.outbox.models import Delivery, Message
from foundation.outbox.relay import relay_once
from sso.accounts.models import Account, PlatformSession
from tests.counterparts.identity.client import IdentityServer
from tests.sso.conftest import SignInLog, agent, come_back
from tests.sso.providers.checks import check_nobody, counted

pytestmark = pytest.mark.django_db

FORMER = "camille.durand@arras.example"


def stranger_to_the_session() -> Client:
    from django.conf import settings

    return Client(HTTP_HOST=settings.SIGN_IN_HOST)


@pytest.mark.parametrize("email", [FORMER, "Camille.DURAND@Arras.example"])
def test_a_new_identity_with_a_known_address_is_never_matched_in_silence(
    email: str, public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    come_back(public)
    rows = counted()
    identity.configure(persons=[agent("autre", email=email)])
    visitor = stranger_to_the_session()
    answer = come_back(visitor, "autre")
    check_nobody(visitor, answer, log, "compte-existant", rows=rows)
    assert answer.status_code == 409
    assert 'href="/sso/rattachement/"' in answer.content.decode()
    kept = visitor.session["relink"]
    assert kept.pop("at")
    assert kept == {
        "sub": "autre",
        "email": email,
        "given_name": "Camille",
        "usual_name": "Durand",
        "siret": "21620041000010",
    }


def test_a_known_address_of_a_closed_account_is_a_conflict_too(
    public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    come_back(public)
    Account.objects.update(is_active=False)
    identity.configure(persons=[agent("autre")])
    visitor = stranger_to_the_session()
    check_nobody(visitor, come_back(visitor, "autre"), log, "compte-existant", rows=counted())


def test_a_changed_address_follows_the_person_and_the_former_one_is_told(
    public: Client, identity: IdentityServer, settings: Any
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    come_back(public)
    identity.configure(persons=[agent("camille", email="camille@prefecture.example", usual_name="Petit")])
    assert come_back(public).status_code == 302
    account = Account.objects.get()
    assert (account.email, account.usual_name) == ("camille@prefecture.example", "Petit")
    assert Message.objects.get().payload == {"account_id": str(account.pk)}
    relay_once(clock.now())
    (letter,) = mail.outbox
    assert letter.to == [FORMER]
    assert "camille@prefecture.example" not in letter.body
    assert Account.objects.get().previous_email == ""


def test_of_two_changes_in_a_row_the_first_address_is_told(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    for email in ("deux@arras.example", "trois@arras.example"):
        identity.configure(persons=[agent("camille", email=email)])
        come_back(public)
    account = Account.objects.get()
    assert (account.email, account.previous_email) == ("trois@arras.example", FORMER)


def test_an_address_that_changes_only_its_case_is_the_same(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    identity.configure(persons=[agent("camille", email=FORMER.upper())])
    assert come_back(public).status_code == 302
    account = Account.objects.get()
    assert (account.email, account.previous_email) == (FORMER.upper(), "")
    assert not Delivery.objects.exists()


def test_a_closed_account_stays_out(public: Client, identity: IdentityServer, log: SignInLog) -> None:
    come_back(public)
    Account.objects.update(is_active=False)
    identity.configure(persons=[agent("camille", usual_name="Petit")])
    visitor = stranger_to_the_session()
    check_nobody(visitor, come_back(visitor), log, "compte-desactive", rows=counted())
    assert Account.objects.get().usual_name == "Durand"


@pytest.mark.parametrize("roles", [[], ["dirigeant"], "agent_public", None])
def test_who_is_no_public_agent_is_refused_politely(
    roles: Any, public: Client, identity: IdentityServer, log: SignInLog
) -> None:
    identity.configure(persons=[agent("noa", roles=roles)])
    answer = come_back(public, "noa")
    check_nobody(public, answer, log, "agent-public-requis")
    assert "vous n’avez pas besoin de compte" in answer.content.decode()


def test_a_declared_identity_is_not_enough(public: Client, identity: IdentityServer, log: SignInLog) -> None:
    identity.configure(persons=[agent("camille", acr="eidas0")])
    check_nobody(public, come_back(public), log, "acr-too-low")


def test_a_row_of_the_other_provider_is_somebody_else(public: Client, identity: IdentityServer) -> None:
    citizen = Account.objects.create(email="ailleurs@exemple.example")
    SocialAccount.objects.create(user=citizen, provider="franceconnect", uid="camille")
    come_back(public)
    assert public.session["_auth_user_id"] != str(citizen.pk)
    assert Account.objects.count() == 2


def test_a_member_of_the_programme_is_in_for_four_hours(public: Client, identity: IdentityServer) -> None:
    come_back(public)
    Account.objects.update(is_programme=True)
    come_back(public)
    latest = PlatformSession.objects.latest("started_at")
    assert latest.expires_at == latest.started_at + timedelta(hours=4)
