"""From ProConnect to the supervision, by way of the second factor."""

import pytest
from django.test import Client

from foundation.tenancy import in_public
from sso.accounts.models import Account, PlatformSession
from tests.counterparts.identity.client import Browser, IdentityServer
from tests.makers.accounts import code_of, give_totp
from tests.sso.conftest import come_back, depart, follow
from tests.sso.second_factor.conftest import text

pytestmark = pytest.mark.django_db

VERIFY = "/second-facteur/verifier/"


@pytest.fixture
def camille(identity: IdentityServer, public: Client) -> str:
    """Of the team, known to ProConnect, signed out again; the secret of her application."""
    come_back(public)
    with in_public():
        account = Account.objects.get()
        account.is_programme = True
        account.save(update_fields=["is_programme"])
        secret = give_totp(account)
        PlatformSession.objects.all().delete()
    public.session.flush()
    public.cookies.clear()
    return secret


def test_proconnect_alone_leaves_a_member_at_the_second_factor(camille: str, public: Client) -> None:
    answer = come_back(public)

    assert answer.headers["Location"] == VERIFY
    assert not PlatformSession.objects.exists()
    for path in ("/supervision/", "/ouvrir/structure/", "/second-facteur/"):
        assert public.get(path).headers["Location"].startswith("/connexion/")


def test_the_code_opens_the_session_and_goes_on_where_one_was_going(camille: str, public: Client) -> None:
    follow(public, Browser().sign_in(depart(public, "/supervision/"), "camille"))
    assert "Votre second facteur" in text(public.get(VERIFY))

    answer = public.post(VERIFY, {"code": code_of(camille)})
    assert answer.headers["Location"] == "/supervision/"
    assert public.get("/supervision/").status_code == 200
    assert PlatformSession.objects.get().account is not None


def test_a_wrong_code_opens_no_session(camille: str, public: Client) -> None:
    come_back(public)

    answer = public.post(VERIFY, {"code": "000000"})
    assert answer.status_code == 422
    assert "Ce code n’est pas le bon" in text(answer)
    assert not PlatformSession.objects.exists()
    assert public.get("/supervision/").headers["Location"].startswith("/connexion/")


def test_nobody_comes_to_the_second_factor_without_proconnect(public: Client) -> None:
    assert public.get(VERIFY).headers["Location"] == "/connexion/"
    assert public.post(VERIFY, {"code": "000000"}).headers["Location"] == "/connexion/"
