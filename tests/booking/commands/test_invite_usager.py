"""An agent gives links: what may be given, to whom, and once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.commands.invite_usager import (
    ImpossibleTerms,
    NotForInvited,
    TooManyInvited,
    invite_several,
    invite_usager,
)
from booking.commands.revoke_invitation import revoke_invitation, send_invitation_again
from booking.commands.use_invitation import InvitationOver
from booking.models import Invitation, Usager
from booking.vocabulary import BookableBy
from foundation.actors import VISITOR
from foundation.errors import Forbidden
from tests.booking.commands.conftest import NOW, ZOE, Office
from tests.booking.commands.inviting import Invite, acting, inviting, terms_of


@pytest.fixture
def invite(office: Office) -> Invite:
    return inviting(office)


def test_one_form_sent_twice_is_one_invitation(office: Office, invite: Invite) -> None:
    terms = terms_of(office)
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
def test_impossible_terms_are_refused(office: Office, invite: Invite, wrong: dict[str, Any]) -> None:
    with pytest.raises(ImpossibleTerms):
        invite(**wrong)


def test_nobody_is_invited_to_what_agents_alone_book(office: Office, invite: Invite) -> None:
    office.motif.bookable_by = BookableBy.PRESCRIBERS
    with pytest.raises(NotForInvited):
        invite()


def test_only_an_agent_who_may_write_invites(office: Office, invite: Invite) -> None:
    terms = terms_of(office)
    for by in (VISITOR, acting(office.agent, may_write=False)):
        with pytest.raises(Forbidden):
            invite_usager(terms, identity=ZOE, by=by, now=NOW, invitation_id=uuid4())
        with pytest.raises(Forbidden):
            revoke_invitation(invite(), by=by, now=NOW)


def test_a_link_that_is_over_is_not_sent_again(office: Office, invite: Invite) -> None:
    invitation = invite()
    revoke_invitation(invitation, by=acting(office.agent), now=NOW)
    with pytest.raises(InvitationOver):
        send_invitation_again(invitation, by=acting(office.agent), now=NOW)


def test_a_list_sent_twice_invites_once(office: Office, invite: Invite) -> None:
    terms = terms_of(office)
    people = [replace(ZOE, first_name=f"Zoé{chr(97 + n)}") for n in range(3)]
    for made in (3, 0):
        done = invite_several(terms, identities=[*people, people[0]], by=acting(office.agent), now=NOW)
        assert len(done) == made
    with pytest.raises(TooManyInvited):
        invite_several(terms, identities=people * 70, by=acting(office.agent), now=NOW)
