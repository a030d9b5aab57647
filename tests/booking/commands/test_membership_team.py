"""An administrator invites, approves, changes, removes; and never locks everybody out."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from booking.commands.approve_agent import approve_agent, refuse_agent
from booking.commands.change_roles import Place, change_roles
from booking.commands.confirm_agent import confirm_agent
from booking.commands.invite_agent import (
    AlreadyAsking,
    AlreadyInvited,
    AlreadyKnown,
    AlreadyMember,
    AlreadyRemoved,
    Invited,
    invite_again,
    invite_agent,
)
from booking.commands.membership import AccessMoved, LastAdministrator
from booking.commands.relink_agent import relink_agent
from booking.commands.remove_agent import remove_agent
from booking.commands.request_access import request_access
from booking.models import Agenda, Agent, FreeTime, Rdv
from booking.queries.agents import administrators, agent_with_roles
from booking.reactions.members import actor_of_account
from booking.vocabulary import AgentAccess, AgentRole
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.errors import Forbidden
from foundation.people import Admission, Entry
from tests.booking.agents.conftest import booked
from tests.booking.commands.conftest import NOW, Office
from tests.booking.commands.membership import come, identity, make_admin, place
from tests.makers.office import make_agent, make_organisation, make_service

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


def test_who_is_invited_gets_a_place_and_an_agenda(office: Office, admin: Actor) -> None:
    service = make_service()
    wanted = Place({office.agenda.organisation_id: AgentRole.ADMIN}, [service.pk])
    agent = invite_agent(CLAIRE, wanted, by=admin, now=NOW)
    assert (agent.access, agent.access_since) == (AgentAccess.INVITED, NOW)
    assert agent.roles.get().level == AgentRole.ADMIN
    assert agent.services.get() == service
    agenda = Agenda.objects.get(agent=agent)
    assert (agenda.organisation_id, agenda.title) == (office.agenda.organisation_id, "Claire Dubois")


@pytest.mark.parametrize(
    ("access", "refusal"),
    [
        (AgentAccess.NONE, AlreadyMember),
        (AgentAccess.GRANTED, AlreadyMember),
        (AgentAccess.REVIEW, AlreadyMember),
        (AgentAccess.INVITED, AlreadyInvited),
        (AgentAccess.REQUESTED, AlreadyAsking),
        (AgentAccess.REMOVED, AlreadyRemoved),
    ],
)
def test_a_known_address_is_not_invited_twice(
    office: Office, admin: Actor, access: AgentAccess, refusal: type[AlreadyKnown]
) -> None:
    known = make_agent(office.agenda.organisation, access=access, email="CLAIRE.dubois@arras.example")
    with pytest.raises(refusal) as refused:
        invite_agent(CLAIRE, place(office.agenda.organisation), by=admin, now=NOW)
    assert refused.value.context == {"agent_id": known.pk}
    assert Agent.objects.filter(email__iexact=CLAIRE.email).count() == 1


def test_an_invitation_sent_again_lasts_thirty_days_more_and_a_double_click_sends_one(
    office: Office, admin: Actor
) -> None:
    where = place(office.agenda.organisation)
    agent = invite_agent(CLAIRE, where, by=admin, now=NOW)
    assert invite_again(agent.pk, where, by=admin, now=NOW).access_since == NOW
    assert invite_again(agent.pk, where, by=admin, now=LATER).access_since == LATER


def test_a_request_is_approved_once_with_a_place(office: Office, admin: Actor) -> None:
    agent, where = asked(), place(office.agenda.organisation)
    for _ in range(2):
        approve_agent(agent.pk, where, by=admin, now=NOW)
    assert agent.account_id
    actor = actor_of_account(agent.account_id)
    assert actor
    assert (actor.may_write, actor.is_admin) == (True, False)
    assert Agenda.objects.filter(agent=agent).count() == 1


def test_a_refused_request_is_closed_until_an_invitation(office: Office, admin: Actor) -> None:
    who = identity()
    request_access(who, now=NOW)
    agent = Agent.objects.get(account_id=who.account_id)
    for _ in range(2):
        refuse_agent(agent.pk, by=admin, now=NOW)
    assert request_access(who, now=NOW) == Admission(Entry.REMOVED)
    with pytest.raises(AccessMoved):
        approve_agent(agent.pk, place(office.agenda.organisation), by=admin, now=NOW)
    invite_again(agent.pk, place(office.agenda.organisation), by=admin, now=NOW)
    assert come(who) == Admission(Entry.ADMITTED, agent.pk)


def test_whoever_is_removed_is_out_at_once_and_offers_nothing_more(office: Office, admin: Actor) -> None:
    rdv = booked(office)
    assert FreeTime.objects.filter(agenda=office.agenda).exists()
    for _ in range(2):
        remove_agent(office.agent.pk, by=admin, now=NOW)
    assert agent_with_roles(office.agent.pk) is None
    assert not Agenda.objects.get(agent=office.agent).is_active
    assert not FreeTime.objects.filter(agenda=office.agenda).exists()
    assert not Rdv.objects.get(pk=rdv.pk).is_cancelled


def test_whoever_comes_back_by_invitation_receives_again(office: Office, admin: Actor) -> None:
    remove_agent(office.agent.pk, by=admin, now=NOW)
    invite_again(office.agent.pk, place(office.agenda.organisation), by=admin, now=NOW)
    assert FreeTime.objects.filter(agenda=office.agenda).exists()
    agent = Agent.objects.get(pk=office.agent.pk)
    assert (agent.access, agent.is_active, agent.account_id) == (AgentAccess.INVITED, True, None)


def test_the_last_administrator_is_neither_removed_nor_demoted(office: Office, admin: Actor) -> None:
    assert admin.id is not None
    make_agent(office.agenda.organisation, level=AgentRole.ADMIN, access=AgentAccess.INVITED)
    make_agent(office.agenda.organisation, level=AgentRole.ADMIN, access=AgentAccess.REVIEW)
    with pytest.raises(LastAdministrator):
        remove_agent(admin.id, by=admin, now=NOW)
    with pytest.raises(LastAdministrator):
        change_roles(admin.id, place(office.agenda.organisation), by=admin, now=NOW)
    assert administrators().filter(pk=admin.id).exists()
    make_admin(office.agenda.organisation)
    change_roles(admin.id, place(office.agenda.organisation), by=admin, now=NOW)


def test_roles_and_services_are_replaced(office: Office, admin: Actor) -> None:
    elsewhere, service = make_organisation(), make_service()
    change_roles(office.agent.pk, Place({elsewhere.pk: AgentRole.ADMIN}, [service.pk]), by=admin, now=NOW)
    assert [(role.organisation, role.level) for role in office.agent.roles.all()] == [
        (elsewhere, AgentRole.ADMIN)
    ]
    change_roles(office.agent.pk, Place({elsewhere.pk: AgentRole.AGENT}), by=admin, now=NOW)
    assert not office.agent.services.exists()


def test_a_page_that_is_too_old_changes_nothing(office: Office, admin: Actor) -> None:
    where, agent = place(office.agenda.organisation), asked()
    with pytest.raises(AccessMoved):
        change_roles(agent.pk, where, by=admin, now=NOW)
    with pytest.raises(AccessMoved):
        confirm_agent(agent.pk, by=admin, now=NOW)
    with pytest.raises(AccessMoved):
        invite_again(office.agent.pk, where, by=admin, now=NOW)
    with pytest.raises(AccessMoved):
        refuse_agent(office.agent.pk, by=admin, now=NOW)


GESTURES: list[Callable[[Agent, Place, Actor], object]] = [
    lambda agent, where, by: invite_agent(CLAIRE, where, by=by, now=NOW),
    lambda agent, where, by: invite_again(agent.pk, where, by=by, now=NOW),
    lambda agent, where, by: approve_agent(agent.pk, where, by=by, now=NOW),
    lambda agent, where, by: refuse_agent(agent.pk, by=by, now=NOW),
    lambda agent, where, by: confirm_agent(agent.pk, by=by, now=NOW),
    lambda agent, where, by: change_roles(agent.pk, where, by=by, now=NOW),
    lambda agent, where, by: relink_agent(agent.pk, to=agent.pk, by=by, now=NOW),
    lambda agent, where, by: remove_agent(agent.pk, by=by, now=NOW),
]


@pytest.mark.parametrize("gesture", GESTURES)
@pytest.mark.parametrize(
    "by",
    [
        Actor(ActorKind.AGENT, id=uuid4(), name="Agent"),
        Actor(ActorKind.AGENT, id=uuid4(), name="À confirmer", is_admin=True, may_write=False),
        VISITOR,
    ],
    ids=["an agent", "in review", "a visitor"],
)
def test_only_a_confirmed_administrator_changes_the_team(
    office: Office, gesture: Callable[[Agent, Place, Actor], object], by: Actor
) -> None:
    with pytest.raises(Forbidden):
        gesture(office.agent, place(office.agenda.organisation), by)
