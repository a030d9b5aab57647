"""`rdv programme`: the team is named by whoever runs the service."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from sso.accounts.models import Account
from sso.console.programme import main
from tests.makers.accounts import enter, make_account, make_member

pytestmark = pytest.mark.django_db


def test_somebody_who_signed_in_once_joins_by_their_address(capsys: pytest.CaptureFixture[str]) -> None:
    account = make_account(email="Nadia.Petit@programme.example")

    assert main(["add", "nadia.petit@programme.example"]) == 0
    assert Account.objects.get(pk=account.pk).is_programme
    assert main(["list"]) == 0
    assert str(account.pk) in capsys.readouterr().out


def test_an_unknown_person_is_told_to_sign_in_first(capsys: pytest.CaptureFixture[str]) -> None:
    for who in ("personne@programme.example", "6f0f7a35-5b52-4bb5-a5f5-0b9f0d6c2a11", ""):
        assert main(["add", who]) == 1
        assert "s’identifier une fois" in capsys.readouterr().err


def test_an_address_that_two_accounts_share_names_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = (make_account(email="accueil@lens.example") for _ in range(2))

    assert main(["add", "accueil@lens.example"]) == 1
    said = capsys.readouterr().err
    assert str(one.pk) in said
    assert str(other.pk) in said
    assert not Account.objects.filter(is_programme=True).exists()
    assert main(["add", str(one.pk)]) == 0
    assert [each.pk for each in Account.objects.filter(is_programme=True)] == [one.pk]


def test_who_leaves_the_team_is_out_at_once_and_keeps_no_factor() -> None:
    account = make_member(email="nadia.petit@programme.example")
    client = Client(HTTP_HOST="rdv.localhost")
    enter(client, account, proved=True)
    assert client.get("/supervision/").status_code == 200

    assert main(["remove", "nadia.petit@programme.example"]) == 0
    assert client.get("/supervision/").headers["Location"].startswith("/connexion/")
    assert not Authenticator.objects.exists()
