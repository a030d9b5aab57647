"""An agent's new account is attached by an administrator, never by its address alone."""

from datetime import timedelta
from uuid import uuid4

import pytest

from booking.commands.invite_agent import (
    Invited,
)
from booking.commands.relink_agent import AnotherPerson, relink_agent
from booking.commands.request_access import request_access
from booking.models import Agent
from booking.vocabulary import AgentAccess, AgentRole
from foundation.actors import Actor
from foundation.errors import NotFound
from foundation.people import Admission, Entry
from tests.booking.commands.conftest import NOW, Office
from tests.booking.commands.membership import ELSEWHERE, access_of, come, identity, make_admin
from tests.makers.office import make_agent

pytestmark = pytest.mark.django_db

CLAIRE = Invited(first_name="Claire", last_name="Dubois", email="claire.dubois@arras.example")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def admin(office: Office) -> Actor:
    return make_admin(office.agenda.organisation)


def asked(**fields: object) -> Agent:
    who = identity(**fields)
    request_access(who, now=NOW)
    return Agent.objects.get(account_id=who.account_id)


def test_a_new_account_is_attached_by_an_administrator_with_the_lowest_role(
    office: Office, admin: Actor
) -> None:
    agent = make_agent(
        office.agenda.organisation,
        level=AgentRole.ADMIN,
        account_id=uuid4(),
        email="Claire.Dubois@arras.example",
        siret="21620041000012",
    )
    request = asked()
    relink_agent(request.pk, to=agent.pk, by=admin, now=NOW)
    assert come(identity(account_id=request.account_id)) == Admission(Entry.ADMITTED, agent.pk)
    assert come(identity(account_id=agent.account_id, email="")) == Admission(Entry.UNKNOWN)
    assert agent.roles.get().level == AgentRole.AGENT
    assert not Agent.objects.filter(pk=request.pk).exists()
    with pytest.raises(NotFound):
        relink_agent(request.pk, to=agent.pk, by=admin, now=NOW)


@pytest.mark.parametrize(
    "fields", [{"email": "quelqu.un@arras.example"}, {"siret": ELSEWHERE}], ids=["address", "legal unit"]
)
def test_an_account_that_differs_is_not_attached(
    office: Office, admin: Actor, fields: dict[str, str]
) -> None:
    agent = make_agent(
        office.agenda.organisation, account_id=uuid4(), email=CLAIRE.email, siret="21620041000012"
    )
    request = asked(**fields)
    with pytest.raises(AnotherPerson):
        relink_agent(request.pk, to=agent.pk, by=admin, now=NOW)
    assert access_of(request.pk) == AgentAccess.REQUESTED
