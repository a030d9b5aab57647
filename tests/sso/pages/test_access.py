"""ProConnect says who, the administration says whether: what reads somebody who does not enter."""

import pytest

from booking.models import Agent
from booking.vocabulary import AgentAccess
from foundation.tenancy import in_tenant
from sso.accounts.models import Account
from sso.tickets.models import Ticket
from tenants.models import Tenant
from tests.sso.pages.browsing import PUBLIC, Browsing, make_member

pytestmark = pytest.mark.django_db


def ask(browser: Browsing) -> tuple[str, str]:
    """The page at the end of the way, and its address."""
    first = browser.get(browser.depart())
    address = first.headers["Location"]
    answer = browser.get(address, host=PUBLIC)
    assert answer.status_code == 200
    assert not Ticket.objects.exists()
    return answer.content.decode(), address


@pytest.fixture
def stranger(arras: Tenant, account: Account) -> Browsing:
    browser = Browsing()
    browser.sign_in_upstream(account)
    return browser


def test_somebody_unknown_reads_who_they_are_and_where_and_may_ask(stranger: Browsing, arras: Tenant) -> None:
    page, address = ask(stranger)
    for said in ("Camille Durand", "camille.durand@arras.example", "Ville d’Arras", "Demander l’accès"):
        assert said in page
    assert 'href="/deconnexion/"' in page
    answer = stranger.post(address, host=PUBLIC)
    assert answer.status_code == 200
    assert "Votre demande d’accès est envoyée" in answer.content.decode()
    with in_tenant(arras):
        assert Agent.objects.get().access == AgentAccess.REQUESTED


def test_the_page_with_the_form_sends_an_origin_that_the_form_needs(stranger: Browsing) -> None:
    address = stranger.get(stranger.depart()).headers["Location"]
    assert stranger.get(address, host=PUBLIC).headers["Referrer-Policy"] == "same-origin"


def test_asking_is_not_entering_and_asking_twice_is_asking_once(stranger: Browsing, arras: Tenant) -> None:
    address = ask(stranger)[1]
    stranger.post(address, host=PUBLIC)
    stranger.post(address, host=PUBLIC)
    page, _ = ask(stranger)
    assert "Votre demande d’accès est envoyée" in page
    with in_tenant(arras):
        assert Agent.objects.count() == 1


def test_asking_needs_the_form_s_own_token(stranger: Browsing, arras: Tenant) -> None:
    address = ask(stranger)[1]
    stranger.at(PUBLIC).handler.enforce_csrf_checks = True
    assert stranger.post(address, host=PUBLIC).status_code == 403
    with in_tenant(arras):
        assert not Agent.objects.exists()


def test_whoever_is_admitted_meanwhile_gets_a_link_and_no_redirect(
    stranger: Browsing, arras: Tenant, account: Account
) -> None:
    address = ask(stranger)[1]
    make_member(arras, account)
    answer = stranger.post(address, host=PUBLIC)
    assert answer.status_code == 200
    assert "est ouvert" in answer.content.decode()
    assert stranger.get(address, host=PUBLIC).status_code == 303


def test_somebody_removed_reads_so(stranger: Browsing, arras: Tenant, account: Account) -> None:
    make_member(arras, account, access=AgentAccess.REMOVED, is_active=False)
    page, address = ask(stranger)
    assert "a été retiré" in page
    assert "Demander l’accès" not in page
    assert "a été retiré" in stranger.post(address, host=PUBLIC).content.decode()


def test_somebody_who_is_signed_out_meanwhile_starts_again(stranger: Browsing) -> None:
    address = stranger.get(stranger.depart()).headers["Location"]
    stranger.post("/deconnexion/", host=PUBLIC)
    for answer in (stranger.get(address, host=PUBLIC), stranger.post(address, host=PUBLIC)):
        assert answer.status_code == 400
        assert 'href="http://arras.rdv.localhost/connexion/"' in answer.content.decode()


def test_a_neighbour_s_agent_is_unknown_here(
    stranger: Browsing, account: Account, pas_de_calais: Tenant
) -> None:
    make_member(pas_de_calais, account)
    assert "Vous n’avez pas encore accès" in ask(stranger)[0]


def test_a_team_member_enrols_before_anything_else(
    stranger: Browsing, account: Account, arras: Tenant
) -> None:
    Account.objects.filter(pk=account.pk).update(is_programme=True)
    make_member(arras, account)
    address = stranger.get(stranger.depart()).headers["Location"]
    answer = stranger.get(address, host=PUBLIC)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/second-facteur/"
    assert not Ticket.objects.exists()
