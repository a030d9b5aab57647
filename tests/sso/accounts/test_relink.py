"""A new `sub` with a known address: the account is given back by the code sent to its own address, or not at all."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client

from foundation import clock
from sso.accounts.models import Account, PlatformSession, RelinkCode
from sso.accounts.platform_sessions import stands
from tests.counterparts.identity.client import IdentityServer
from tests.sso.accounts.relinking import (
    ADDRESS,
    ASK,
    CODE,
    DONE,
    asking,
    check_untouched,
    give,
    in_conflict,
    last_code,
    refusals,
    relay_all,
    subs,
)
from tests.sso.conftest import SignInLog, come_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("camille")]


def test_the_code_gives_the_account_back(public: Client, identity: IdentityServer, log: SignInLog) -> None:
    visitor = in_conflict(identity, email="Camille.DURAND@Arras.example")
    page = visitor.get(ASK)
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "c•••@arras.example" in page.content.decode()
    visitor.post(ASK)
    relay_all()
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    assert last_code() in letter.body
    answer = give(visitor, last_code())
    assert (answer.status_code, answer.headers["Location"]) == (303, DONE)
    assert "Votre compte est rattaché" in visitor.get(DONE).content.decode()
    assert subs() == ["autre"]
    assert SocialAccount.objects.get().user_id == Account.objects.get().pk
    (told,) = [line for line in log.lines if line["message"] == "account relinked"]
    assert told["correlation_id"] == answer.headers["X-Request-ID"]
    assert "@" not in str(log.lines)


def test_every_sign_in_of_the_account_is_closed_and_the_new_one_works(
    public: Client, identity: IdentityServer
) -> None:
    visitor = asking(identity)
    give(visitor, last_code())
    assert not any(stands(each.pk) for each in PlatformSession.objects.all())
    assert "_auth_user_id" not in visitor.session
    assert come_back(visitor, "autre").status_code == 302
    assert visitor.session["_auth_user_id"] == str(Account.objects.get().pk)
    assert subs() == ["autre"]


def test_both_addresses_are_told_with_the_reference_of_the_log(identity: IdentityServer) -> None:
    visitor = asking(identity, email="Camille.DURAND@Arras.example")
    answer = give(visitor, last_code())
    mail.outbox.clear()
    relay_all()
    assert [letter.to for letter in mail.outbox] == [[ADDRESS], ["Camille.DURAND@Arras.example"]]
    assert all(answer.headers["X-Request-ID"] in letter.body for letter in mail.outbox)


def test_the_former_identity_is_in_conflict_from_then_on(identity: IdentityServer) -> None:
    give(asking(identity), last_code())
    in_conflict(identity, "camille")


def test_a_conflict_is_forgotten_after_ten_minutes(identity: IdentityServer, log: SignInLog) -> None:
    visitor = in_conflict(identity)
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        answers = [visitor.get(ASK), visitor.post(ASK)]
    assert [each.status_code for each in answers] == [400, 400]
    assert refusals(log) == ["stale", "stale"]
    assert 'href="/connexion/"' in answers[0].content.decode()
    assert not RelinkCode.objects.exists()


@pytest.mark.parametrize("path", [ASK, CODE, DONE])
def test_without_a_conflict_one_starts_at_the_beginning(path: str) -> None:
    answer = Client(HTTP_HOST=django_settings.SIGN_IN_HOST).get(path)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/connexion/")


@pytest.mark.parametrize("path", [ASK, CODE])
def test_without_a_conflict_there_is_nothing_to_give_back(path: str, log: SignInLog) -> None:
    answer = Client(HTTP_HOST=django_settings.SIGN_IN_HOST).post(path, {"code": "123456"})
    assert answer.status_code == 400
    assert refusals(log) == ["stale"]


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        ({"siret": "21620498200016"}, "another-siren"),
        ({"siret": ""}, "another-siren"),
        ({"is_programme": True}, "programme"),
        ({"is_active": False}, "inactive"),
        ({"email": "ailleurs@arras.example"}, "stale"),
    ],
)
def test_some_accounts_are_never_given_back(
    account: dict[str, Any], reason: str, identity: IdentityServer, log: SignInLog, hurried: None
) -> None:
    """Neither when it is asked, nor when it became so since."""
    early, late = in_conflict(identity), asking(identity)
    Account.objects.update(**account)
    for refused in (early.get(ASK), early.post(ASK), give(late, last_code())):
        assert 400 <= refused.status_code < 404
        assert refused.content.decode().count("<h1") == 1
        assert refused.headers["X-Request-ID"] in refused.content.decode()
    assert refusals(log) == [reason] * 3
    assert RelinkCode.objects.count() == 1
    check_untouched()


def test_of_two_accounts_with_one_address_nobody_can_tell_whose(
    identity: IdentityServer, log: SignInLog
) -> None:
    visitor = in_conflict(identity)
    Account.objects.create(email=ADDRESS, siret="21620041000010")
    assert visitor.post(ASK).status_code == 403
    assert refusals(log) == ["ambiguous"]


def test_an_identity_that_got_its_own_account_meanwhile_takes_no_other(
    identity: IdentityServer, log: SignInLog
) -> None:
    visitor = asking(identity)
    other = Account.objects.create(email="ailleurs@arras.example")
    SocialAccount.objects.create(user=other, provider="proconnect", uid="autre")
    assert give(visitor, last_code()).status_code == 409
    assert refusals(log) == ["identity-taken"]
    assert subs() == ["autre", "camille"]
