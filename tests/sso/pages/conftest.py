from collections.abc import Iterator

import pytest
from django.core.cache import caches

from booking.models import Agent
from sso.accounts.models import Account
from tenants.models import Domain, Tenant
from tests.sso.pages.browsing import OWN_DOMAIN, Browsing, make_account, make_member


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Of revocations and of what providers publish, between two tests."""
    yield
    caches["shared"].clear()


@pytest.fixture
def account(db: None) -> Account:
    return make_account()


@pytest.fixture
def agent(arras: Tenant, account: Account) -> Agent:
    return make_member(arras, account)


@pytest.fixture
def own_domain(arras: Tenant) -> str:
    """A second host of Arras, outside the platform's zone."""
    Domain.objects.create(tenant=arras, domain=OWN_DOMAIN)
    return OWN_DOMAIN


@pytest.fixture
def camille(agent: Agent, account: Account) -> Browsing:
    """The browser of an agent of Arras, signed in upstream and nowhere else yet."""
    browser = Browsing()
    browser.sign_in_upstream(account)
    return browser
