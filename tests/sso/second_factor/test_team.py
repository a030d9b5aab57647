"""A member of the team without second factor can only enrol; with it, they prove it and come in."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from foundation import clock
from sso.accounts.authentication import SEEN
from sso.accounts.models import Account
from tests.makers.accounts import code_of, enter, give_totp, make_account, make_member
from tests.sso.second_factor.conftest import HOST, signed_in, text

pytestmark = pytest.mark.django_db

BEHIND_THE_FACTOR = (
    "/supervision/",
    "/supervision/arras/suspendre/",
    "/ouvrir/structure/",
    "/mes-administrations/",
)
PAGES = ("", "application/", "cle/", "codes/", "codes/renouveler/", "confirmer/", "confirmer/cle/")
CONFIRM = "/second-facteur/confirmer/"


@pytest.mark.parametrize("path", BEHIND_THE_FACTOR)
def test_without_a_factor_everything_leads_to_enrolment(newcomer: Account, path: str) -> None:
    assert signed_in(newcomer).get(path).headers["Location"] == "/second-facteur/"
    assert signed_in(newcomer, proved=True).get(path).headers["Location"] == "/second-facteur/"


def test_recovery_codes_alone_are_no_factor(newcomer: Account) -> None:
    RecoveryCodes.activate(newcomer)

    assert signed_in(newcomer, proved=True).get("/supervision/").headers["Location"] == "/second-facteur/"


@pytest.mark.parametrize("path", BEHIND_THE_FACTOR)
def test_a_factor_enrolled_and_not_proved_opens_nothing(member: Account, path: str) -> None:
    assert signed_in(member).get(path).headers["Location"].startswith(f"{CONFIRM}?next=")


def test_enrolling_an_application_leads_to_the_codes_then_to_the_supervision(newcomer: Account) -> None:
    client = signed_in(newcomer)
    page = client.get("/second-facteur/application/")
    assert "data:image/svg+xml" in text(page)
    secret = client.session["mfa.totp.secret"]

    answer = client.post("/second-facteur/application/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/second-facteur/codes/"
    asked = client.get("/second-facteur/codes/")
    assert asked.headers["Location"].startswith(CONFIRM)
    confirmed = client.post(asked.headers["Location"], {"code": code_of(secret)})
    assert confirmed.headers["Location"] == "/second-facteur/codes/"
    assert text(client.get("/second-facteur/codes/")).count("<li><code>") == 10
    assert client.get("/supervision/").status_code == 200
    # Shown once.
    assert "<li><code>" not in text(client.get("/second-facteur/codes/"))


def test_secrets_are_sealed_at_rest(newcomer: Account) -> None:
    secret = give_totp(newcomer)
    codes = RecoveryCodes.activate(newcomer)

    stored = [str(each.data) for each in Authenticator.objects.all()]
    assert not any(secret in each or codes.get_unused_codes()[0] in each for each in stored)


def test_a_wrong_code_is_refused_in_a_sentence(member: Account) -> None:
    client = signed_in(member)

    for code in ("000000", "12", "douze", "", "1" * 400, "\0"):
        answer = client.post(CONFIRM, {"code": code})
        assert answer.status_code == 422
        assert "Une réponse est à corriger" in text(answer)
        assert client.get("/supervision/").status_code in {302, 303}
        # Somebody else: five wrong codes close the door for a while.
        client = signed_in(make_member())


def test_a_code_serves_once(newcomer: Account) -> None:
    code = code_of(give_totp(newcomer))

    assert signed_in(newcomer).post(CONFIRM, {"code": code}).status_code == 302
    second = signed_in(newcomer)
    assert second.post(CONFIRM, {"code": code}).status_code == 422
    assert second.get("/supervision/").headers["Location"].startswith(CONFIRM)


def test_a_code_of_the_period_before_is_refused(newcomer: Account) -> None:
    secret = give_totp(newcomer)

    assert signed_in(newcomer).post(CONFIRM, {"code": code_of(secret, periods=-1)}).status_code == 422


def test_a_recovery_code_serves_once(member: Account) -> None:
    code = RecoveryCodes.activate(member).get_unused_codes()[0]

    assert signed_in(member).post(CONFIRM, {"code": code}).status_code == 302
    assert signed_in(member).post(CONFIRM, {"code": code}).status_code == 422


def test_five_wrong_codes_close_the_door_even_to_the_right_one(newcomer: Account) -> None:
    secret = give_totp(newcomer)
    client = signed_in(newcomer)
    for _ in range(5):
        client.post(CONFIRM, {"code": "000000"})

    answer = client.post(CONFIRM, {"code": code_of(secret)})
    assert answer.status_code == 422
    assert "Trop d’essais" in text(answer)


def test_too_many_tries_in_a_minute_get_a_page_of_ours(member: Account) -> None:
    client = signed_in(member)
    answers = [client.post(CONFIRM, {"code": "000000"}) for _ in range(11)]

    assert answers[-1].status_code == 429
    assert "Attendez une minute" in text(answers[-1])


def test_only_the_team_has_these_pages(db: None) -> None:
    client = signed_in(make_account())
    for page in PAGES:
        assert client.get(f"/second-facteur/{page}").status_code == 403
        assert (
            Client(HTTP_HOST=HOST)
            .get(f"/second-facteur/{page}")
            .headers["Location"]
            .startswith("/connexion/")
        )


@pytest.mark.parametrize("host", ["rdv.gouv.localhost", "arras.rdv.localhost"])
def test_no_other_host_has_these_pages(newcomer: Account, host: str) -> None:
    client = Client(HTTP_HOST=host)
    for page in (*PAGES, "verifier/"):
        assert client.get(f"/second-facteur/{page}").status_code == 404


def test_a_second_factor_is_not_added_without_proving_the_first(member: Account) -> None:
    client = signed_in(member)

    for page in ("cle/", "codes/renouveler/", "application/retirer/"):
        assert client.get(f"/second-facteur/{page}").headers["Location"].startswith(CONFIRM)
        assert client.post(f"/second-facteur/{page}", {}).headers["Location"].startswith(CONFIRM)
    assert Authenticator.objects.filter(user=member).count() == 1


def test_without_its_last_factor_a_member_can_only_enrol_again(member: Account) -> None:
    client = signed_in(member)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": clock.now().timestamp(), "reauthenticated": True}
    ]
    session.save()

    assert client.get("/supervision/").status_code == 200
    assert client.post("/second-facteur/application/retirer/").status_code == 302
    assert client.get("/supervision/").headers["Location"] == "/second-facteur/"


@pytest.mark.parametrize(
    ("ago", "seen", "is_in"),
    [
        (timedelta(hours=3, minutes=59), timedelta(minutes=1), True),
        (timedelta(hours=4), timedelta(minutes=1), False),
        (timedelta(minutes=30), timedelta(minutes=21), False),
    ],
)
def test_a_session_of_the_team_lasts_four_hours_and_sleeps_twenty_minutes(
    member: Account, ago: timedelta, seen: timedelta, is_in: bool
) -> None:
    client = Client(HTTP_HOST=HOST)
    enter(client, member)
    session: Any = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": (clock.now() - ago).timestamp()}]
    session[SEEN] = (clock.now() - seen).isoformat()
    session.save()

    answer = client.get("/supervision/")
    if is_in:
        assert answer.status_code == 200
    else:
        assert answer.headers["Location"] == "/connexion/?suite=%2Fsupervision%2F"
        assert client.get("/supervision/").status_code == 302


@pytest.mark.parametrize(
    "path",
    ["signup/", "password/reset/", "password/change/", "email/", "login/", "login/code/", "reauthenticate/"],
)
def test_nothing_else_of_the_library_is_mounted(member: Account, path: str) -> None:
    for prefix in ("/", "/accounts/", "/second-facteur/", "/second-facteur/cle/"):
        assert signed_in(member, proved=True).get(prefix + path).status_code == 404
