"""Links given to citizens."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationMade(Event):
    """Or sent again: the person is to be told."""

    name: ClassVar[str] = "booking.invitation.made"
    invitation_id: UUID
