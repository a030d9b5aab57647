"""A link given opens what it was given for, as many times as was said, and no longer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.details import Details
from booking.commands.hold_creneau import hold_creneau
from booking.commands.invite_usager import (
    NoReferent,
)
from booking.commands.refusals import CreneauTaken
from booking.commands.revoke_invitation import revoke_invitation
from booking.commands.set_referents import set_referents
from booking.commands.use_invitation import InvitationOver
from booking.models import Invitation, Rdv, Usager
from booking.queries.invitations import motifs_opened, state_of
from booking.vocabulary import BookableBy, InvitationState
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, visitor
from tests.booking.commands.inviting import Invite, acting, inviting
from tests.makers.office import make_agent, make_motif


@pytest.fixture
def invite(office: Office) -> Invite:
    return inviting(office)


def book(office: Office, invitation: Invitation, starts_at: Any = NINE, **said: Any) -> Rdv:
    details = Details(invitation_id=invitation.pk)
    asked: dict[str, Any] = {"identity": ZOE, "by": VISITOR, "now": NOW, "details": details} | said
    return book_rdv(office.wanted(starts_at), **asked).rdv


def test_a_use_is_counted_with_the_rdv(office: Office, invite: Invite) -> None:
    invitation = invite()
    rdv = book(office, invitation)
    invitation.refresh_from_db()
    assert (invitation.uses, state_of(invitation, NOW)) == (1, InvitationState.USED)
    assert rdv.participations.get().invitation == invitation


def test_a_link_for_one_rdv_books_no_second_one(office: Office, invite: Invite) -> None:
    invitation = invite()
    book(office, invitation)
    with pytest.raises(InvitationOver):
        book(office, invitation, NINE + timedelta(hours=1))
    assert Rdv.objects.count() == 1


def test_one_form_submitted_twice_counts_one_use(office: Office, invite: Invite) -> None:
    invitation = invite()
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    said = {"visitor_mark": "zoe", "identity": ZOE, "by": VISITOR, "now": NOW}
    for _ in range(2):
        confirm_hold(hold.pk, **said, details=Details(invitation_id=invitation.pk))  # type: ignore[arg-type]
    invitation.refresh_from_db()
    assert (Rdv.objects.count(), invitation.uses) == (1, 1)


def test_a_link_that_is_over_books_nothing(office: Office, invite: Invite) -> None:
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


def test_a_link_for_another_motif_books_nothing(office: Office, invite: Invite) -> None:
    other = make_motif(office.agenda.organisation, bookable_by=BookableBy.INVITED)
    with pytest.raises(InvitationOver):
        book(office, invite(motif=other))


def test_a_link_for_a_service_opens_its_motifs_and_no_other(office: Office, invite: Invite) -> None:
    organisation, service = office.agenda.organisation, office.motif.service
    public = make_motif(organisation, service=service, name="A")
    make_motif(organisation, service=service, bookable_by=BookableBy.AGENTS)
    make_motif(organisation)
    invitation = invite(motif=None, service=service)
    assert set(motifs_opened(invitation)) == {office.motif, public}
    assert book(office, invitation).motif == office.motif


def test_a_follow_up_is_with_ones_referents_only(office: Office, invite: Invite) -> None:
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
