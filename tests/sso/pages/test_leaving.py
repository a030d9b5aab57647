"""Signing out of one administration signs out of all, and of the provider."""

import re
from html import unescape

import pytest

from booking.models import Agent
from foundation.tenancy import in_public, in_tenant
from sso.accounts.models import Account, PlatformSession
from sso.tickets.models import Ticket
from tenants.models import Tenant
from tests.counterparts.identity.client import IdentityServer
from tests.makers.sessions import identify
from tests.sso.conftest import SignInLog
from tests.sso.pages.browsing import (
    ARRAS,
    NEIGHBOUR,
    PUBLIC,
    Browsing,
    make_account,
    make_member,
    query_of,
    swap,
)

pytestmark = pytest.mark.django_db

REFRESH = re.compile(r'<meta http-equiv="refresh" content="0;url=([^"]+)">')


def sign_out(browser: Browsing, *, host: str = ARRAS) -> str:
    """The address that the page goes on to."""
    answer = browser.post("/deconnexion/", host=host)
    assert answer.status_code == 200
    page = answer.content.decode()
    onward = REFRESH.search(page)
    assert onward
    assert f'href="{onward[1]}"' in page
    return unescape(onward[1])


def test_signing_out_closes_every_administration_and_the_sign_in_host(
    camille: Browsing, account: Account, pas_de_calais: Tenant, identity: IdentityServer
) -> None:
    make_member(pas_de_calais, account)
    camille.enter()
    camille.enter(host=NEIGHBOUR)
    onward = sign_out(camille)
    assert not camille.is_in(ARRAS)
    assert not camille.is_in(NEIGHBOUR)
    camille.get(onward)
    assert "platform_session" not in camille.marks(PUBLIC)
    assert "_auth_user_id" not in camille.marks(PUBLIC)


def test_the_provider_is_asked_with_the_id_token_a_state_and_our_single_return_address(
    camille: Browsing, identity: IdentityServer
) -> None:
    camille.enter()
    answer = camille.get(sign_out(camille))
    asked = query_of(answer.headers["Location"])
    assert answer.headers["Location"].startswith(f"{identity.issuer('proconnect')}/session/end?")
    assert asked["id_token_hint"] == "id.token.clear"
    assert asked["post_logout_redirect_uri"] == f"http://{PUBLIC}/sso/sortie/retour/"
    assert len(asked["state"]) == 43


def test_one_comes_back_from_the_provider_to_the_administration_one_left(
    camille: Browsing, identity: IdentityServer
) -> None:
    camille.enter()
    state = query_of(camille.get(sign_out(camille)).headers["Location"])["state"]
    back = camille.get(f"/sso/sortie/retour/?state={state}", host=PUBLIC)
    assert back.headers["Location"] == f"http://{ARRAS}/"
    again = camille.get(f"/sso/sortie/retour/?state={state}", host=PUBLIC)
    assert again.status_code == 400


@pytest.mark.parametrize("state", ["x", "é", "a" * 43])
def test_coming_back_with_another_state_leads_nowhere(
    state: str, camille: Browsing, identity: IdentityServer, log: SignInLog
) -> None:
    camille.enter()
    camille.get(sign_out(camille))
    answer = camille.get(f"/sso/sortie/retour/?state={state}", host=PUBLIC)
    assert answer.status_code == 400
    assert ARRAS not in answer.content.decode()
    assert "unknown state" in [line.get("reason") for line in log.lines]


def test_no_address_says_where_one_goes_after_signing_out(
    camille: Browsing, identity: IdentityServer
) -> None:
    camille.enter()
    onward = sign_out(camille)
    for host in ("evil.example", NEIGHBOUR, f"{ARRAS}@evil.example", f"{ARRAS}\x00"):
        assert camille.get(swap(onward, hote=host)).status_code == 400
    assert camille.get(onward).status_code == 303


def test_without_an_id_token_one_is_out_here_and_told_so(
    agent: Agent, account: Account, identity: IdentityServer
) -> None:
    browser = Browsing()
    browser.sign_in_upstream(account, id_token="")
    browser.enter()
    told_out_here_only(browser)


def test_when_the_provider_does_not_answer_one_is_out_here_and_told_so(
    camille: Browsing, identity: IdentityServer
) -> None:
    camille.enter()
    identity.set_faults("discovery-down")
    told_out_here_only(camille)


def told_out_here_only(browser: Browsing) -> None:
    answer = browser.get(sign_out(browser))
    assert answer.status_code == 200
    assert "peut-être encore ouverte" in answer.content.decode()
    assert f'href="http://{ARRAS}/"' in answer.content.decode()
    assert not browser.is_in(ARRAS)
    assert "_auth_user_id" not in browser.marks(PUBLIC)


def test_a_logout_ticket_serves_once(camille: Browsing, identity: IdentityServer) -> None:
    camille.enter()
    onward = sign_out(camille)
    camille.get(onward)
    assert camille.get(onward).status_code == 400


def test_a_logout_ticket_sent_to_somebody_else_signs_them_out_of_nothing(
    camille: Browsing, arras: Tenant, identity: IdentityServer
) -> None:
    camille.enter()
    trap, victim = sign_out(camille), Browsing()
    other = make_account(email="autre@arras.example")
    make_member(arras, other)
    victim.sign_in_upstream(other)
    victim.enter()
    answer = victim.get(trap)
    assert answer.status_code == 200
    assert victim.is_in(ARRAS)
    assert victim.marks(PUBLIC)["platform_session"]


def test_the_id_token_rests_nowhere_once_one_is_out(camille: Browsing, identity: IdentityServer) -> None:
    camille.enter()
    camille.get(sign_out(camille))
    with in_public():
        assert not PlatformSession.objects.exclude(id_token="").exists()
        assert not Ticket.objects.exclude(claims="").exists()


def test_one_may_leave_this_administration_only(
    camille: Browsing, account: Account, pas_de_calais: Tenant
) -> None:
    make_member(pas_de_calais, account)
    camille.enter()
    camille.enter(host=NEIGHBOUR)
    answer = camille.post("/deconnexion/", host=ARRAS, portee="ici")
    assert "Vous avez quitté cette administration" in answer.content.decode()
    assert not REFRESH.search(answer.content.decode())
    assert not camille.is_in(ARRAS)
    assert camille.is_in(NEIGHBOUR)


def test_a_citizen_known_by_a_code_just_leaves(arras: Tenant, agent: Agent) -> None:
    browser = Browsing()
    with in_tenant(arras):
        identify(browser.at(ARRAS), agent.pk, host=ARRAS)
    assert "Se déconnecter" in browser.get("/deconnexion/", host=ARRAS).content.decode()
    answer = browser.post("/deconnexion/", host=ARRAS)
    assert answer.status_code == 200
    assert not REFRESH.search(answer.content.decode())
    assert browser.marks(ARRAS) == {}


def test_signing_out_of_the_sign_in_host_closes_the_administrations_too(
    camille: Browsing, identity: IdentityServer
) -> None:
    camille.enter()
    onward = sign_out(camille, host=PUBLIC)
    assert onward.startswith(f"{identity.issuer('proconnect')}/session/end?")
    assert not camille.is_in(ARRAS)
    back = camille.get(f"/sso/sortie/retour/?state={query_of(onward)['state']}", host=PUBLIC)
    assert back.headers["Location"] == "/"


def test_signing_out_twice_or_without_being_in_is_no_error(arras: Tenant) -> None:
    for host in (ARRAS, PUBLIC):
        assert Browsing().post("/deconnexion/", host=host).status_code == 200
        assert "pas connecté" in Browsing().get("/deconnexion/", host=host).content.decode()
