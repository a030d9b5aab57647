"""A link given stops, or is sent again."""

from datetime import datetime

from booking.commands.use_invitation import InvitationOver
from booking.events import InvitationMade
from booking.models import Invitation
from booking.queries.invitations import state_of
from booking.vocabulary import InvitationState
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden
from foundation.outbox.events import publish


@unit_of_work
def revoke_invitation(invitation: Invitation, *, by: Actor, now: datetime) -> None:
    """Rdvs already taken stay. Revoking twice is revoking once. Raises Forbidden."""
    _may(by)
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=now)


@unit_of_work
def send_invitation_again(invitation: Invitation, *, by: Actor, now: datetime) -> None:
    """The same link, to who may not have received it. Raises Forbidden, InvitationOver."""
    _may(by)
    fresh = Invitation.objects.get(pk=invitation.pk)
    if state_of(fresh, now) != InvitationState.SENT or fresh.usager_id is None:
        raise InvitationOver
    publish(InvitationMade(invitation_id=invitation.pk))


def _may(by: Actor) -> None:
    if not by.is_agent or not by.may_write:
        raise Forbidden
