"""After a re-link: in every administration of the account the lowest role, read-only, until somebody approves again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import caches

from booking.commands.confirm_agent import confirm_agent
from booking.models import Agent
from booking.vocabulary import AgentAccess, AgentRole
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.ports import review_memberships
from foundation.tenancy import in_public, in_tenant
from sso.accounts.models import Account
from tenants.models import AccountIndex, Tenant
from tests.counterparts.identity.client import Browser, IdentityServer
from tests.sso.accounts.relinking import asking, give, last_code, relay_all
from tests.sso.conftest import agent
from tests.sso.pages.browsing import ARRAS, PUBLIC, Browsing, make_account, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(identity: IdentityServer, letters: None) -> Iterator[Account]:
    yield make_account()
    caches["shared"].clear()


def administrator(tenant: Tenant, account: Account, **fields: Any) -> Agent:
    values = {"level": AgentRole.ADMIN, "access": AgentAccess.GRANTED} | fields
    made = make_member(tenant, account, **values)
    with in_public():
        AccountIndex.objects.create(account_id=account.pk, tenant_id=tenant.pk)
    return made


def standing(tenant: Tenant, made: Agent) -> tuple[str, list[str]]:
    with in_tenant(tenant):
        now = Agent.objects.get(pk=made.pk)
        return now.access, [role.level for role in now.roles.all()]


LOWEST = (AgentAccess.REVIEW, [AgentRole.AGENT])


def test_the_person_comes_back_by_the_new_identity_and_only_reads(
    arras: Tenant, pas_de_calais: Tenant, account: Account, identity: IdentityServer
) -> None:
    here, there = administrator(arras, account), administrator(pas_de_calais, account)
    former = Browsing()
    former.sign_in_upstream(account)
    former.enter()
    assert former.is_in()
    assert give(asking(identity), last_code()).status_code == 303
    assert not former.is_in()
    assert standing(arras, here) == standing(pas_de_calais, there) == LOWEST

    identity.configure(persons=[agent("autre")])
    browser = Browsing()
    upstream = browser.follow(browser.depart("/agent/agenda/")).headers["Location"]
    entered = browser.follow(Browser().sign_in(upstream, "autre"), host=PUBLIC)
    assert entered.status_code == 200
    assert browser.seen[-1] == "/agent/agenda/"
    refused = browser.post("/agent/rdv/nouveau/", host=ARRAS)
    assert refused.status_code == 403
    assert browser.get("/agent/parametres/agents/", host=ARRAS).status_code == 403


def test_the_reaction_does_it_again_without_undoing_what_was_approved_since(
    arras: Tenant, account: Account, identity: IdentityServer
) -> None:
    made, director = administrator(arras, account), make_account(email="directrice@arras.example")
    colleague = administrator(arras, director, email="directrice@arras.example")
    give(asking(identity), last_code())
    by = Actor(ActorKind.AGENT, id=colleague.pk, name="Directrice", is_admin=True)
    with in_tenant(arras):
        confirm_agent(made.pk, by=by, now=clock.now())
    relay_all()
    assert standing(arras, made) == (AgentAccess.GRANTED, [AgentRole.AGENT])


def test_the_administrators_are_told(arras: Tenant, account: Account, identity: IdentityServer) -> None:
    director = make_account(email="directrice@arras.example")
    administrator(arras, account)
    administrator(arras, director, email="directrice@arras.example")
    give(asking(identity), last_code())
    relay_all()
    assert ["directrice@arras.example"] in [letter.to for letter in mail.outbox]


def test_a_suspended_administration_keeps_no_former_right(arras: Tenant, account: Account) -> None:
    made = administrator(arras, account)
    Tenant.objects.filter(pk=arras.pk).update(status="suspended")
    try:
        review_memberships(account.pk, clock.now())
    finally:
        Tenant.objects.filter(pk=arras.pk).update(status="ready")
    assert standing(arras, made) == LOWEST


@pytest.mark.parametrize("access", [AgentAccess.REQUESTED, AgentAccess.REMOVED])
def test_who_is_not_inside_stays_where_they_are(access: AgentAccess, arras: Tenant, account: Account) -> None:
    made = administrator(arras, account, access=access)
    review_memberships(account.pk, clock.now())
    assert standing(arras, made)[0] == access


def test_a_membership_of_after_the_re_link_is_left(arras: Tenant, account: Account) -> None:
    now = clock.now()
    made = administrator(arras, account, access_since=now + timedelta(seconds=1))
    review_memberships(account.pk, now)
    assert standing(arras, made) == (AgentAccess.GRANTED, [AgentRole.ADMIN])


def test_the_colleagues_keep_theirs(arras: Tenant, account: Account) -> None:
    administrator(arras, account)
    colleague = administrator(arras, make_account(email="directrice@arras.example"))
    review_memberships(account.pk, clock.now())
    assert standing(arras, colleague) == (AgentAccess.GRANTED, [AgentRole.ADMIN])
