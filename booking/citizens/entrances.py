"""By what else than the public page a visitor came: a link given to them, or their referent. In the session, never in
an address.
"""

from datetime import datetime
from uuid import UUID

from rest_framework.request import Request

from booking.citizens.drafts import draft_of
from booking.citizens.visitor import session_of
from booking.models import Invitation, Motif, Participation
from booking.queries.invitations import invitation_by_id, is_reserved, may_open, motif_for_invited, state_of
from booking.queries.referents import agendas_of_referents
from booking.vocabulary import BookableBy, InvitationState
from foundation.people import Strength
from foundation.web.authentication import UsagerProof

INVITATION, REFERENT = "invitation", "referent"
# The place taken last in a session: with a link given to this visitor, or as everybody does.
SEATED, JOINED = "seated", "joined"


def enter_invited(request: Request, invitation: Invitation) -> None:
    session_of(request)[INVITATION] = str(invitation.pk)
    session_of(request).pop(SEATED, None)


def enter_followed(request: Request, agent_id: UUID) -> None:
    session_of(request)[REFERENT] = str(agent_id)


def note_seat(request: Request, place: Participation, key: UUID) -> None:
    """A link given may be used up now: the form of that `key`, sent again, still leads to what it booked."""
    mark = SEATED if place.invitation_id else JOINED
    session_of(request)[mark] = [str(place.rdv_id), place.link_token, str(key)]


def seat_in(request: Request, session_id: UUID, mark: str = SEATED, key: UUID | None = None) -> str:
    """The token of the place that this visitor took there, by the form of that `key` if it is said; else empty."""
    rdv_id, token, *keys = session_of(request).get(mark, ("", ""))
    return str(token) if rdv_id == str(session_id) and (key is None or str(key) in keys) else ""


def invitation_for(request: Request, motif: Motif, *, now: datetime) -> Invitation | None:
    """Given for this motif, and still good. Used up, it lets who held a time of a motif closed to others come back to
    what they booked: counting uses is for the booking.
    """
    known = session_of(request).get(INVITATION)
    invitation = invitation_by_id(UUID(known)) if known else None
    if invitation is None or not may_open(invitation, motif):
        return None
    state = state_of(invitation, now)
    held = is_reserved(motif) and state == InvitationState.USED and draft_of(request, motif.pk) is not None
    return invitation if held or state == InvitationState.SENT else None


def motif_reserved(request: Request, slug: str, *, now: datetime) -> Motif | None:
    """A motif that is not for everybody, but for this visitor: with their referents only when it is a follow-up."""
    motif = motif_for_invited(slug)
    if motif is None:
        return None
    invitation = invitation_for(request, motif, now=now)
    if invitation is None and not (motif.follow_up and motif.bookable_by == BookableBy.EVERYONE):
        return None
    return _followed(request, motif, invitation) if motif.follow_up else motif


def _followed(request: Request, motif: Motif, invitation: Invitation | None) -> Motif | None:
    people = {
        *usagers_proved(request),
        *([invitation.usager_id] if invitation and invitation.usager_id else []),
    }
    if not people:
        return None
    chosen = session_of(request).get(REFERENT)
    agendas = agendas_of_referents(people, agent_id=UUID(chosen)) if chosen else frozenset()
    agendas = agendas or agendas_of_referents(people)
    return motif.received_by(agendas) if agendas else None


def usagers_proved(request: Request) -> tuple[UUID, ...]:
    """Who this visitor proved to be, by a code or more."""
    proof = request.auth
    if not isinstance(proof, UsagerProof) or proof.strength < Strength.CODE:
        return ()
    return proof.usager_ids
