"""A link given opens what it was given for, as many times as was said, and no longer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.details import Details
from booking.commands.hold_creneau import hold_creneau
from booking.commands.invite_usager import (
    ImpossibleTerms,
    NoReferent,
    NotForInvited,
    Terms,
    TooManyInvited,
    invite_several,
    invite_usager,
)
from booking.commands.refusals import CreneauTaken
from booking.commands.revoke_invitation import revoke_invitation, send_invitation_again
from booking.commands.set_referents import set_referents
from booking.commands.usagers import Identity
from booking.commands.use_invitation import InvitationOver
from booking.models import Agent, Invitation, Rdv, Usager
from booking.queries.invitations import motifs_opened, state_of
from booking.vocabulary import BookableBy, InvitationState
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.errors import Forbidden
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, visitor
from tests.makers.office import make_agent, make_motif

A_WEEK = timedelta(days=7)


def acting(agent: Agent, **more: Any) -> Actor:
    return Actor(ActorKind.AGENT, agent.pk, str(agent), **more)


@pytest.fixture
def invite(office: Office) -> Callable[..., Invitation]:
    office.motif.bookable_by = BookableBy.INVITED
    office.motif.save()

    def invite(identity: Identity | None = ZOE, **said: Any) -> Invitation:
        terms = Terms(organisation=office.agenda.organisation, motif=office.motif, expires_at=NOW + A_WEEK)
        return invite_usager(
            replace(terms, **said),
            identity=identity,
            by=acting(office.agent),
            now=NOW,
            invitation_id=uuid4(),
        )

    return invite


def book(office: Office, invitation: Invitation, starts_at: Any = NINE, **said: Any) -> Rdv:
    details = Details(invitation_id=invitation.pk)
    asked: dict[str, Any] = {"identity": ZOE, "by": VISITOR, "now": NOW, "details": details} | said
    return book_rdv(office.wanted(starts_at), **asked).rdv


def test_a_use_is_counted_with_the_rdv(office: Office, invite: Callable[..., Invitation]) -> None:
    invitation = invite()
    rdv = book(office, invitation)
    invitation.refresh_from_db()
    assert (invitation.uses, state_of(invitation, NOW)) == (1, InvitationState.USED)
    assert rdv.participations.get().invitation == invitation


def test_a_link_for_one_rdv_books_no_second_one(office: Office, invite: Callable[..., Invitation]) -> None:
    invitation = invite()
    book(office, invitation)
    with pytest.raises(InvitationOver):
        book(office, invitation, NINE + timedelta(hours=1))
    assert Rdv.objects.count() == 1


def test_one_form_submitted_twice_counts_one_use(office: Office, invite: Callable[..., Invitation]) -> None:
    invitation = invite()
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    said = {"visitor_mark": "zoe", "identity": ZOE, "by": VISITOR, "now": NOW}
    for _ in range(2):
        confirm_hold(hold.pk, **said, details=Details(invitation_id=invitation.pk))  # type: ignore[arg-type]
    invitation.refresh_from_db()
    assert (Rdv.objects.count(), invitation.uses) == (1, 1)


def test_a_link_that_is_over_books_nothing(office: Office, invite: Callable[..., Invitation]) -> None:
    late, gone = invite(), invite()
    revoke_invitation(gone, by=acting(office.agent), now=NOW)
    with pytest.raises(InvitationOver):
        book(office, gone)
    Invitation.objects.filter(pk=late.pk).update(expires_at=NOW)
    with pytest.raises(InvitationOver):
        book(office, late)
    with pytest.raises(InvitationOver):
        book(office, Invitation(pk=uuid4()))
    assert not Rdv.objects.exists()


def test_a_link_for_another_motif_books_nothing(office: Office, invite: Callable[..., Invitation]) -> None:
    other = make_motif(office.agenda.organisation, bookable_by=BookableBy.INVITED)
    with pytest.raises(InvitationOver):
        book(office, invite(motif=other))


def test_a_link_for_a_service_opens_its_motifs_and_no_other(
    office: Office, invite: Callable[..., Invitation]
) -> None:
    organisation, service = office.agenda.organisation, office.motif.service
    public = make_motif(organisation, service=service, name="A")
    make_motif(organisation, service=service, bookable_by=BookableBy.AGENTS)
    make_motif(organisation)
    invitation = invite(motif=None, service=service)
    assert set(motifs_opened(invitation)) == {office.motif, public}
    assert book(office, invitation).motif == office.motif


def test_one_form_sent_twice_is_one_invitation(office: Office, invite: Callable[..., Invitation]) -> None:
    terms = Terms(organisation=office.agenda.organisation, motif=office.motif, expires_at=NOW + A_WEEK)
    key = uuid4()
    for _ in range(2):
        invite_usager(terms, identity=ZOE, by=acting(office.agent), now=NOW, invitation_id=key)
    assert (Invitation.objects.count(), Usager.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"expires_at": NOW},
        {"expires_at": NOW + timedelta(days=400)},
        {"uses_at_most": 0},
        {"uses_at_most": 1_001},
        {"motif": None},
    ],
)
def test_impossible_terms_are_refused(
    office: Office, invite: Callable[..., Invitation], wrong: dict[str, Any]
) -> None:
    with pytest.raises(ImpossibleTerms):
        invite(**wrong)


def test_nobody_is_invited_to_what_agents_alone_book(
    office: Office, invite: Callable[..., Invitation]
) -> None:
    office.motif.bookable_by = BookableBy.PRESCRIBERS
    with pytest.raises(NotForInvited):
        invite()


def test_only_an_agent_who_may_write_invites(office: Office, invite: Callable[..., Invitation]) -> None:
    terms = Terms(organisation=office.agenda.organisation, motif=office.motif, expires_at=NOW + A_WEEK)
    for by in (VISITOR, acting(office.agent, may_write=False)):
        with pytest.raises(Forbidden):
            invite_usager(terms, identity=ZOE, by=by, now=NOW, invitation_id=uuid4())
        with pytest.raises(Forbidden):
            revoke_invitation(invite(), by=by, now=NOW)


def test_a_link_that_is_over_is_not_sent_again(office: Office, invite: Callable[..., Invitation]) -> None:
    invitation = invite()
    revoke_invitation(invitation, by=acting(office.agent), now=NOW)
    with pytest.raises(InvitationOver):
        send_invitation_again(invitation, by=acting(office.agent), now=NOW)


def test_a_list_sent_twice_invites_once(office: Office, invite: Callable[..., Invitation]) -> None:
    terms = Terms(organisation=office.agenda.organisation, motif=office.motif, expires_at=NOW + A_WEEK)
    people = [replace(ZOE, first_name=f"Zoé{chr(97 + n)}") for n in range(3)]
    for made in (3, 0):
        done = invite_several(terms, identities=[*people, people[0]], by=acting(office.agent), now=NOW)
        assert len(done) == made
    with pytest.raises(TooManyInvited):
        invite_several(terms, identities=people * 70, by=acting(office.agent), now=NOW)


def test_a_follow_up_is_with_ones_referents_only(office: Office, invite: Callable[..., Invitation]) -> None:
    office.motif.follow_up = True
    office.motif.save()
    with pytest.raises(NoReferent):
        invite()
    zoe, other = (
        Usager.objects.create(created_at=NOW, phone=ZOE.phone, first_name="Zoé", last_name="Martin"),
        None,
    )
    other = make_agent(office.agenda.organisation)
    set_referents(zoe, [other.pk, uuid4()], by=acting(office.agent))
    (motif,) = motifs_opened(invite())
    assert motif.among == frozenset({other.agenda.pk})
    asked = replace(office.wanted(), motif=motif, agenda_ids=motif.among or ())
    with pytest.raises(CreneauTaken):
        hold_creneau(asked, visitor=visitor(), now=NOW)
    set_referents(zoe, [office.agent.pk], by=acting(office.agent))
    (motif,) = motifs_opened(Invitation.objects.select_related("usager").get())
    asked = replace(asked, motif=motif, agenda_ids=motif.among or ())
    assert hold_creneau(asked, visitor=visitor(), now=NOW).agenda == office.agenda
