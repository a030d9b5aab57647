"""From an administration's host to the sign-in host and back: who enters, and who does not."""

import pytest
from django.test import Client

from booking.models import Agent
from booking.vocabulary import AgentAccess
from foundation import clock
from foundation.tenancy import in_public, in_tenant
from foundation.web.authentication import AGENT
from sso.accounts import platform_sessions
from sso.accounts.models import Account
from sso.tickets.models import Ticket
from sso.tickets.secrets import new_secret
from tenants.commands.suspend_tenant import suspend_tenant
from tenants.models import Tenant
from tests.sso.conftest import SignInLog
from tests.sso.pages.browsing import ARRAS, NEIGHBOUR, PUBLIC, Browsing, make_member, query_of, swap

pytestmark = pytest.mark.django_db


def test_an_agent_arrives_where_they_were_going(camille: Browsing) -> None:
    answer = camille.enter("/agent/agenda/2026-11-24/?vue=jour")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/agent/agenda/2026-11-24/?vue=jour")
    assert camille.is_in(ARRAS)


def test_the_second_domain_of_an_administration_is_a_door_too(camille: Browsing, own_domain: str) -> None:
    assert camille.enter(host=own_domain).status_code == 303
    assert camille.is_in(own_domain)
    assert not camille.is_in(ARRAS)


def test_nothing_of_a_passage_is_kept_nor_told_to_the_next_page(camille: Browsing) -> None:
    for address in ("/sso/depart/", camille.depart(), camille.ticket(), camille.ticket()):
        answer = camille.get(address, host="" if ":" in address else ARRAS)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_passage_is_a_link_and_never_a_form(camille: Browsing) -> None:
    for host, path in ((ARRAS, "/sso/depart/"), (ARRAS, "/sso/arrivee/"), (PUBLIC, "/sso/passage/")):
        assert camille.post(path, host=host).status_code == 405


def test_a_ticket_does_not_serve_twice_in_the_same_browser(camille: Browsing, log: SignInLog) -> None:
    first = camille.ticket()
    camille.get(first)
    camille.post("/deconnexion/", host=ARRAS, portee="ici")
    second = camille.ticket()
    refuse(camille, swap(second, billet=query_of(first)["billet"]), log, "used")


def test_a_ticket_is_worth_nothing_in_another_browser(camille: Browsing, log: SignInLog) -> None:
    refuse(Browsing(), camille.ticket(), log, "unknown state")


def test_a_stolen_ticket_with_the_thief_s_own_state_is_refused_and_spoils_nothing(
    camille: Browsing, log: SignInLog
) -> None:
    address, thief = camille.ticket(), Browsing()
    state = query_of(thief.depart())["etat"]
    refuse(thief, swap(address, etat=state), log, "challenge")
    assert camille.get(address).status_code == 303
    assert camille.is_in(ARRAS)


def test_a_ticket_is_worth_nothing_next_door(
    camille: Browsing, account: Account, pas_de_calais: Tenant, log: SignInLog
) -> None:
    make_member(pas_de_calais, account)
    here, next_door = camille.ticket(), camille.ticket(host=NEIGHBOUR)
    refuse(camille, swap(next_door, billet=query_of(here)["billet"]), log, "tenant_id", host=NEIGHBOUR)


def test_a_ticket_is_worth_nothing_on_the_administration_s_other_host(
    camille: Browsing, own_domain: str, log: SignInLog
) -> None:
    here, other = camille.ticket(), camille.ticket(host=own_domain)
    refuse(camille, swap(other, billet=query_of(here)["billet"]), log, "host", host=own_domain)


def test_a_ticket_of_an_agent_is_none_of_a_citizen(camille: Browsing, log: SignInLog) -> None:
    here = camille.ticket()
    state = query_of(camille.depart(but="usager"))["etat"]
    refuse(camille, swap(here, etat=state), log, "purpose")


def test_a_ticket_is_dead_after_a_minute(camille: Browsing, log: SignInLog) -> None:
    address = camille.ticket()
    Ticket.objects.update(expires_at=clock.now())
    refuse(camille, address, log, "expired")


def test_a_guessed_ticket_is_refused(camille: Browsing, log: SignInLog) -> None:
    refuse(camille, swap(camille.ticket(), billet=new_secret()), log, "unknown")


def test_an_administration_suspended_meanwhile_lets_nobody_in(camille: Browsing) -> None:
    address = camille.ticket()
    suspend_tenant("arras")
    assert camille.get(address).status_code == 503
    assert Ticket.objects.get().used_at is None


def test_a_membership_that_ends_meanwhile_opens_nothing(
    camille: Browsing, agent: Agent, arras: Tenant, log: SignInLog
) -> None:
    address = camille.ticket()
    with in_tenant(arras):
        Agent.objects.filter(pk=agent.pk).update(access=AgentAccess.REMOVED)
    refuse(camille, address, log, "no membership")


def test_a_sign_in_revoked_meanwhile_opens_nothing(
    camille: Browsing, account: Account, log: SignInLog
) -> None:
    address = camille.ticket()
    platform_sessions.revoke_account(account.pk, now=clock.now())
    refuse(camille, address, log, "sign-in over")


def test_a_closed_account_opens_nothing(camille: Browsing, account: Account, log: SignInLog) -> None:
    address = camille.ticket()
    with in_public():
        Account.objects.filter(pk=account.pk).update(is_active=False)
    refuse(camille, address, log, "sign-in over")


def test_five_tabs_leave_and_each_one_comes_back(camille: Browsing) -> None:
    tabs = [camille.ticket(f"/agent/?onglet={number}") for number in range(5)]
    # Entering changes the session, so the first tab back is the one that signs in; the others are in already.
    assert camille.get(tabs[3]).headers["Location"] == "/agent/?onglet=3"
    assert camille.get(tabs[0]).headers["Location"] == "/agent/"
    assert camille.is_in(ARRAS)


def test_the_back_button_of_somebody_who_is_in_leads_home(camille: Browsing) -> None:
    address = camille.ticket()
    camille.get(address)
    answer = camille.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/agent/")
    assert camille.is_in(ARRAS)


def test_an_arrival_without_anything_leads_to_the_door(arras: Tenant) -> None:
    answer = Client(HTTP_HOST=ARRAS).get("/sso/arrivee/", secure=True)
    assert answer.headers["Location"] == "/connexion/"


def test_no_secret_of_a_passage_is_written_in_the_log(
    camille: Browsing, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        camille.enter()
        camille.get(camille.seen[-1])
        Browsing().get(camille.ticket())
    secrets = {value for address in camille.seen for value in query_of(address).values() if len(value) >= 43}
    assert len(secrets) >= 7
    written = "\n".join(
        str(record.__dict__) for record in caplog.records if not record.name.startswith("django.db")
    )
    assert [secret for secret in secrets if secret in written] == []


def refuse(browser: Browsing, address: str, log: SignInLog, reason: str, *, host: str = ARRAS) -> None:
    """No session, no row, a reason in the log, a page that offers to start again."""
    before = Ticket.objects.filter(used_at=None).count()
    answer = browser.get(address, host=host)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "<h1>Recommencez la connexion</h1>" in page
    assert 'href="/connexion/"' in page
    assert Ticket.objects.filter(used_at=None).count() in {before, before - 1}
    assert AGENT not in browser.marks(host)
    assert not browser.is_in(host)
    assert reason in [line.get("reason") for line in log.lines]
    assert all(line["correlation_id"] for line in log.lines if "reason" in line)
