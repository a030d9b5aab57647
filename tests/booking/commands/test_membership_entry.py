"""Who comes from ProConnect enters, waits, or stays outside."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.commands.admit_agent import admit_agent
from booking.commands.confirm_agent import confirm_agent
from booking.commands.invite_agent import Invited, invite_agent
from booking.commands.request_access import request_access
from booking.commands.settle_in import NewAgent, Office, settle_in
from booking.models import Agent, Organisation
from booking.queries.agents import agent_of_account
from booking.reactions.members import actor_of_account
from booking.vocabulary import INVITED_FOR, AgentAccess
from foundation.outbox.models import Message
from foundation.people import Admission, Entry
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NOW
from tests.booking.commands.membership import ELSEWHERE, access_of, come, identity, make_admin, place
from tests.makers.office import make_agent, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def mairie(at_arras: Tenant) -> Organisation:
    return make_organisation()


def invite(mairie: Organisation, email: str = "claire.dubois@arras.example") -> Agent:
    person = Invited(first_name="Claire", last_name="Dubois", email=email)
    return invite_agent(person, place(mairie), by=make_admin(mairie), now=NOW)


def told() -> list[str]:
    with in_public():
        return list(Message.objects.order_by("at", "id").values_list("name", flat=True))


def test_a_stranger_is_unknown_and_leaves_no_row(mairie: Organisation) -> None:
    assert come(identity()) == Admission(Entry.UNKNOWN)
    assert not Agent.objects.exists()


def test_a_known_account_enters_and_its_snapshot_is_refreshed(mairie: Organisation) -> None:
    agent = make_agent(mairie, account_id=uuid4())
    who = identity(account_id=agent.account_id, usual_name="Dubois-Petit")
    assert come(who) == Admission(Entry.ADMITTED, agent.pk)
    agent.refresh_from_db()
    assert (str(agent), agent.email) == ("Claire Dubois-Petit", "claire.dubois@arras.example")
    assert (agent.last_seen_at, agent.siret) == (NOW, who.siret)


def test_what_proconnect_does_not_say_is_kept(mairie: Organisation) -> None:
    agent = make_agent(mairie, account_id=uuid4(), first_name="Amina", siret="21620041000012")
    come(identity(account_id=agent.account_id, given_name="", email="", siret=""))
    agent.refresh_from_db()
    assert (agent.first_name, agent.siret) == ("Amina", "21620041000012")
    assert agent.email


def test_the_address_of_a_member_opens_nothing_to_another_account(mairie: Organisation) -> None:
    agent = make_agent(mairie, account_id=uuid4(), email="claire.dubois@arras.example")
    assert come(identity()) == Admission(Entry.UNKNOWN)
    assert Agent.objects.get().account_id == agent.account_id


def test_an_invitation_is_taken_up_by_the_first_account_that_proves_the_address(mairie: Organisation) -> None:
    agent = invite(mairie)
    first = identity(email="Claire.DUBOIS@arras.example")
    assert come(first) == Admission(Entry.ADMITTED, agent.pk)
    assert come(identity()) == Admission(Entry.UNKNOWN)
    assert come(first).entry is Entry.ADMITTED
    assert Agent.objects.get(pk=agent.pk).account_id == first.account_id
    assert told() == ["booking.agent.invited", "booking.agent.admitted"]


@pytest.mark.parametrize(
    "address",
    [
        "claire.dubois@arras.example.org",
        "claire_dubois@arras.example",
        *("", "%"),
        # For the database, capital letters of which are those of the invitation.
        "claıre.dubois@arras.example",
        "claire.dubois@arraſ.example",
    ],
)
def test_an_invitation_is_for_its_exact_address(mairie: Organisation, address: str) -> None:
    invite(mairie)
    assert come(identity(email=address)) == Admission(Entry.UNKNOWN)


def test_an_invitation_is_worth_nothing_after_thirty_days(mairie: Organisation) -> None:
    agent = invite(mairie)
    late = NOW + INVITED_FOR
    assert admit_agent(identity(), now=late) == Admission(Entry.UNKNOWN)
    assert admit_agent(identity(), now=late - timedelta(seconds=1)).agent_id == agent.pk


def test_two_invitations_at_one_address_open_to_nobody(mairie: Organisation) -> None:
    for _ in range(2):
        make_agent(mairie, access=AgentAccess.INVITED, access_since=NOW, email="claire.dubois@arras.example")
    assert come(identity()) == Admission(Entry.UNKNOWN)


def test_an_invitation_is_a_later_word_than_a_removal(mairie: Organisation) -> None:
    who = identity()
    former = make_agent(mairie, account_id=who.account_id, access=AgentAccess.REMOVED, is_active=False)
    assert come(who) == Admission(Entry.REMOVED)
    agent = invite(mairie)
    assert come(who) == Admission(Entry.ADMITTED, agent.pk)
    assert Agent.objects.get(pk=former.pk).account_id is None


def test_another_legal_unit_puts_the_access_in_review_until_confirmed(mairie: Organisation) -> None:
    admin, agent = make_admin(mairie), make_agent(mairie, account_id=uuid4(), siret="21620041000012")
    moved = identity(account_id=agent.account_id, siret=ELSEWHERE)
    assert come(moved) == Admission(Entry.REVIEW, agent.pk)
    assert come(moved) == Admission(Entry.REVIEW, agent.pk)
    assert told() == ["booking.agent.access_to_review"]
    actor = actor_of_account(moved.account_id)
    assert actor is not None
    assert not actor.may_write
    agent.refresh_from_db()
    assert (agent.siret, agent.siret_seen) == ("21620041000012", ELSEWHERE)

    confirm_agent(agent.pk, by=admin, now=NOW)
    confirm_agent(agent.pk, by=admin, now=NOW)
    assert come(moved) == Admission(Entry.ADMITTED, agent.pk)
    agent.refresh_from_db()
    assert (agent.siret, agent.siret_seen) == (ELSEWHERE, "")


def test_another_site_of_the_same_legal_unit_changes_nothing(mairie: Organisation) -> None:
    agent = make_agent(mairie, account_id=uuid4(), siret="21620041000012")
    who = identity(account_id=agent.account_id, siret="21620041000038")
    assert come(who) == Admission(Entry.ADMITTED, agent.pk)
    assert Agent.objects.get().siret == "21620041000038"


def test_asking_to_enter_twice_is_asking_once(mairie: Organisation) -> None:
    who = identity()
    assert request_access(who, now=NOW) == Admission(Entry.REQUESTED)
    assert request_access(who, now=NOW) == Admission(Entry.REQUESTED)
    assert come(who) == Admission(Entry.REQUESTED)
    agent = Agent.objects.get()
    assert not agent.is_active
    assert not agent.roles.exists()
    assert told() == ["booking.agent.access_requested"]
    assert actor_of_account(who.account_id) is None


def test_who_is_invited_and_asks_all_the_same_enters(mairie: Organisation) -> None:
    agent = invite(mairie)
    assert request_access(identity(), now=NOW) == Admission(Entry.ADMITTED, agent.pk)
    assert Agent.objects.filter(access=AgentAccess.REQUESTED).count() == 0


@pytest.mark.parametrize("access", list(AgentAccess))
@pytest.mark.parametrize("is_active", [True, False])
def test_only_a_granted_or_reviewed_agent_at_work_has_a_session(
    mairie: Organisation, access: AgentAccess, is_active: bool
) -> None:
    who = identity()
    agent = make_agent(mairie, account_id=who.account_id, access=access, is_active=is_active)
    inside = is_active and access in {AgentAccess.GRANTED, AgentAccess.REVIEW}
    assert agent_of_account(who.account_id) == (agent if inside else None)
    assert (actor_of_account(who.account_id) is not None) == inside
    assert (come(who).agent_id == agent.pk) == inside
    assert access_of(agent.pk) == access


def test_an_account_of_ours_is_a_stranger_next_door(pas_de_calais: Tenant, mairie: Organisation) -> None:
    agent = invite(mairie)
    who = identity()
    with in_tenant(pas_de_calais):
        assert come(who) == Admission(Entry.UNKNOWN)
        assert agent_of_account(who.account_id) is None
    assert come(who) == Admission(Entry.ADMITTED, agent.pk)


def test_names_longer_than_ours_are_cut(mairie: Organisation) -> None:
    long: dict[str, Any] = {"given_name": "C" * 200, "usual_name": "D" * 200}
    request_access(identity(**long), now=NOW)
    agent = Agent.objects.get()
    assert (len(agent.first_name), len(agent.last_name)) == (80, 80)


def test_the_agents_of_a_furnished_office_enter_at_their_first_sign_in(at_arras: Tenant) -> None:
    claire = NewAgent(first_name="C.", last_name="Dubois", email="claire.dubois@arras.example", services=())
    counter = NewAgent(first_name="Sans", last_name="Adresse", email="", services=())
    settle_in(Office(slug="mairie", name="Mairie", agents=(claire, counter)), now=NOW)
    assert come(identity(email="")) == Admission(Entry.UNKNOWN)
    assert come(identity()).entry is Entry.ADMITTED
    assert sorted(Agent.objects.values_list("access", flat=True)) == [AgentAccess.GRANTED, AgentAccess.NONE]
