"""Where an account works, copied from what each administration says."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from booking.events import AgentAdmitted, AgentRemoved
from foundation import clock
from foundation.outbox.events import publish
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_tenant
from sso.accounts.models import Account
from tenants.models import AccountIndex, Tenant
from tests.makers.accounts import enter, make_account
from tests.makers.office import make_agent, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def tell(tenant: Tenant, account: Account, event: type) -> None:
    with in_tenant(tenant), transaction.atomic():
        agent = make_agent(make_organisation(), account_id=None)
        publish(event(agent_id=agent.pk, account_id=account.pk))
    while relay_once(clock.now() + timedelta(seconds=1)):
        pass


def mine(account: Account) -> str:
    client = Client(HTTP_HOST="rdv.localhost")
    enter(client, account)
    return str(client.get("/mes-administrations/").content.decode())


def test_an_agent_admitted_finds_the_administration_among_theirs(
    arras: Tenant, pas_de_calais: Tenant
) -> None:
    account = make_account()
    tell(arras, account, AgentAdmitted)
    tell(arras, account, AgentAdmitted)

    assert AccountIndex.objects.count() == 1
    page = mine(account)
    assert "http://arras.rdv.localhost/sso/depart/?suite=/agent/" in page
    assert "pas-de-calais" not in page
    assert "arras.rdv.localhost" not in mine(make_account())


def test_an_agent_removed_finds_it_no_more(arras: Tenant, pas_de_calais: Tenant) -> None:
    account = make_account()
    tell(arras, account, AgentAdmitted)
    tell(pas_de_calais, account, AgentAdmitted)
    tell(arras, account, AgentRemoved)

    page = mine(account)
    assert "http://arras.rdv.localhost" not in page
    assert "http://pas-de-calais.rdv.localhost" in page


def test_a_suspended_administration_is_not_proposed(arras: Tenant) -> None:
    account = make_account()
    tell(arras, account, AgentAdmitted)
    Tenant.objects.filter(pk=arras.pk).update(status="suspended")
    try:
        assert "http://arras.rdv.localhost" not in mine(account)
    finally:
        Tenant.objects.filter(pk=arras.pk).update(status="ready")
