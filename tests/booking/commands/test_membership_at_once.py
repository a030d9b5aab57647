"""Two sign-ins, two administrators, at the same instant: real threads, real PostgreSQL."""

import pytest

from booking.commands.change_roles import change_roles
from booking.commands.invite_agent import Invited, invite_agent
from booking.commands.membership import LastAdministrator
from booking.commands.remove_agent import remove_agent
from booking.commands.request_access import request_access
from booking.models import Agent
from booking.queries.agents import administrators
from booking.vocabulary import AgentAccess
from foundation.people import Entry
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once
from tests.booking.commands.conftest import NOW
from tests.booking.commands.membership import come, identity, make_admin, place
from tests.makers.office import make_agent, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_accounts_at_one_invitation_let_one_in(arras: Tenant) -> None:
    with in_tenant(arras):
        agent = make_agent(
            make_organisation(),
            access=AgentAccess.INVITED,
            access_since=NOW,
            email="claire.dubois@arras.example",
        )
    got = at_once(arras, *[lambda: come(identity()).agent_id for _ in range(8)])
    assert (got.count(agent.pk), got.count(None)) == (1, 7)


def test_one_account_that_comes_eight_times_enters_each_time(arras: Tenant) -> None:
    with in_tenant(arras):
        make_agent(
            make_organisation(),
            access=AgentAccess.INVITED,
            access_since=NOW,
            email="claire.dubois@arras.example",
        )
    who = identity()
    got = at_once(arras, *[lambda: come(who).entry for _ in range(8)])
    assert got == [Entry.ADMITTED] * 8


def test_one_account_that_asks_eight_times_is_one_request(arras: Tenant) -> None:
    who = identity()
    got = at_once(arras, *[lambda: request_access(who, now=NOW).entry for _ in range(8)])
    assert got == [Entry.REQUESTED] * 8
    with in_tenant(arras):
        assert Agent.objects.count() == 1


def test_two_administrators_who_remove_or_demote_each_other_leave_one(arras: Tenant) -> None:
    with in_tenant(arras):
        mairie = make_organisation()
        first, second = make_admin(mairie), make_admin(mairie)
        assert first.id is not None
        assert second.id is not None
    got = at_once(
        arras,
        lambda: remove_agent(second.id, by=first, now=NOW),  # type: ignore[arg-type]
        lambda: change_roles(first.id, place(mairie), by=second, now=NOW),  # type: ignore[arg-type]
    )
    assert got.count(LastAdministrator) == 1
    with in_tenant(arras):
        assert administrators().count() == 1


def test_two_administrators_who_invite_the_same_person_invite_once(arras: Tenant) -> None:
    with in_tenant(arras):
        mairie = make_organisation()
        admins = [make_admin(mairie), make_admin(mairie)]
    claire = Invited(first_name="Claire", last_name="Dubois", email="claire.dubois@arras.example")
    at_once(arras, *[lambda by=by: invite_agent(claire, place(mairie), by=by, now=NOW) for by in admins])
    with in_tenant(arras):
        assert Agent.objects.filter(email=claire.email).count() == 1
