"""A session belongs to one host, ends on time, and with the sign-in behind it."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from redis.exceptions import ConnectionError

from booking.models import Agent
from booking.vocabulary import AgentAccess
from foundation import clock
from foundation.tenancy import in_public, in_tenant
from foundation.web.authentication import AGENT, PROOF
from sso.accounts import platform_sessions
from sso.accounts.models import Account, PlatformSession
from tenants.models import Tenant
from tests.sso.pages.browsing import ARRAS, NEIGHBOUR, OWN_DOMAIN, PUBLIC, Browsing, make_member

pytestmark = pytest.mark.django_db

# Remembered answers are true for a minute; tests of the revocation itself forget nothing.
LATER = timedelta(seconds=61)


def carry(browser: Browsing, one: str, other: str) -> None:
    """The cookie of a host shown to another: a browser never would, a thief may."""
    browser.at(other).cookies[settings.SESSION_COOKIE_NAME] = browser.key(one)


@pytest.mark.parametrize("other", [NEIGHBOUR, PUBLIC, OWN_DOMAIN])
def test_the_cookie_of_an_administration_opens_nothing_elsewhere(
    other: str, camille: Browsing, account: Account, pas_de_calais: Tenant, own_domain: str
) -> None:
    make_member(pas_de_calais, account)
    camille.enter()
    thief = Browsing()
    thief.at(ARRAS).cookies = camille.at(ARRAS).cookies
    carry(thief, ARRAS, other)
    if other == PUBLIC:
        assert "Vous êtes connecté" not in thief.get("/connexion/", host=PUBLIC).content.decode()
        assert thief.get(thief.depart(host=NEIGHBOUR)).status_code != 303
    else:
        assert not thief.is_in(other)


def test_the_cookie_of_the_sign_in_host_opens_no_administration(camille: Browsing) -> None:
    carry(camille, PUBLIC, ARRAS)
    assert not camille.is_in(ARRAS)


def test_a_cache_that_is_down_puts_nobody_out(camille: Browsing, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revocation is then read where it is kept."""
    camille.enter()

    def down(*_: object, **__: object) -> None:
        raise ConnectionError

    for gesture in ("get", "set", "delete_many"):
        monkeypatch.setattr(caches["shared"], gesture, down)
    assert camille.is_in()
    with in_public():
        platform_sessions.revoke(PlatformSession.objects.get().pk, now=clock.now())
    assert not camille.is_in()


def test_a_session_ends_when_its_agent_answers_to_another_account(
    camille: Browsing, agent: Agent, arras: Tenant
) -> None:
    """Re-linked by an administrator, or invited again and taken up by somebody else at the same address."""
    camille.enter()
    assert camille.is_in()
    with in_tenant(arras):
        Agent.objects.filter(pk=agent.pk).update(account_id=uuid4())
    assert not camille.is_in()


def test_the_key_of_the_session_changes_when_one_enters(camille: Browsing) -> None:
    address = camille.ticket()
    before = camille.key(ARRAS)
    camille.get(address)
    assert camille.key(ARRAS) != before
    thief = Browsing()
    thief.at(ARRAS).cookies[settings.SESSION_COOKIE_NAME] = before
    assert not thief.is_in(ARRAS)


def test_before_one_enters_the_session_names_nobody(camille: Browsing) -> None:
    camille.ticket()
    assert set(camille.marks(ARRAS)) == {"departures"}
    camille.enter()
    assert set(camille.marks(ARRAS)) == {AGENT, PROOF}


def test_a_session_tells_the_sign_in_that_proves_it(camille: Browsing, account: Account) -> None:
    camille.enter()
    proof = camille.marks(ARRAS)[PROOF]
    with in_public():
        behind = PlatformSession.objects.get(account=account)
    assert proof["sign_in"] == str(behind.pk)
    assert (proof["host"], proof["acr"]) == (ARRAS, "eidas1")
    assert proof["until"] == (behind.auth_time + timedelta(hours=12)).isoformat()


def test_two_hours_without_a_page_end_a_session(camille: Browsing) -> None:
    start = clock.now()
    with time_machine.travel(start, tick=False) as traveller:
        camille.enter()
        traveller.move_to(start + timedelta(hours=1, minutes=59))
        assert camille.is_in(ARRAS)
        traveller.shift(timedelta(hours=1, minutes=59))
        assert camille.is_in(ARRAS)
        traveller.shift(timedelta(hours=2))
        assert not camille.is_in(ARRAS)
        traveller.move_to(start)
        assert not camille.is_in(ARRAS)


def test_twelve_hours_after_the_authentication_a_session_ends(camille: Browsing) -> None:
    start = clock.now()
    with time_machine.travel(start, tick=False) as traveller:
        camille.enter()
        for _ in range(7):
            traveller.shift(timedelta(hours=1, minutes=42))
            assert camille.is_in(ARRAS)
        traveller.move_to(start + timedelta(hours=12, seconds=1))
        assert not camille.is_in(ARRAS)


def test_a_revoked_sign_in_is_out_everywhere_within_a_minute(
    camille: Browsing, account: Account, pas_de_calais: Tenant
) -> None:
    make_member(pas_de_calais, account)
    camille.enter()
    camille.enter(host=NEIGHBOUR)
    assert camille.is_in(ARRAS)
    assert camille.is_in(NEIGHBOUR)
    with in_public():
        # As another machine would, whose memory is not ours.
        PlatformSession.objects.update(revoked_at=clock.now())
    with time_machine.travel(clock.now() + LATER, tick=True):
        platform_sessions.caches["shared"].clear()
        assert not camille.is_in(ARRAS)
        assert not camille.is_in(NEIGHBOUR)


def test_a_sign_in_revoked_here_is_out_at_the_next_page(camille: Browsing) -> None:
    camille.enter()
    assert camille.is_in(ARRAS)
    with in_public():
        behind = PlatformSession.objects.get()
    platform_sessions.revoke(behind.pk, now=clock.now())
    assert not camille.is_in(ARRAS)


def test_a_removed_agent_is_out_at_the_next_page(camille: Browsing, agent: Agent, arras: Tenant) -> None:
    camille.enter()
    assert camille.is_in(ARRAS)
    with in_tenant(arras):
        Agent.objects.filter(pk=agent.pk).update(access=AgentAccess.REMOVED, is_active=False)
    assert not camille.is_in(ARRAS)


def test_an_agent_to_confirm_enters_and_reads(camille: Browsing, agent: Agent, arras: Tenant) -> None:
    with in_tenant(arras):
        Agent.objects.filter(pk=agent.pk).update(access=AgentAccess.REVIEW)
    assert camille.enter().status_code == 303
    assert camille.is_in(ARRAS)
    assert camille.post("/agent/rdv/nouveau/", host=ARRAS).status_code == 403
