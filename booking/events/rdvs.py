"""What happens to an rdv, a session, and the places in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from foundation.actors import ActorKind
from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RdvBooked(Event):
    """`overlap`: an agent took a time that was already taken, on purpose."""

    name: ClassVar[str] = "booking.rdv.booked"
    rdv_id: UUID
    by: ActorKind
    overlap: bool = False
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RdvMoved(Event):
    """`from_at`: when it was to begin before."""

    name: ClassVar[str] = "booking.rdv.moved"
    rdv_id: UUID
    from_at: datetime
    by: ActorKind
    overlap: bool = False
    by_agent: UUID | None = None
    # Where it was, and who was occupied.
    from_lieu: int | None = None
    former_agendas: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RdvCancelled(Event):
    name: ClassVar[str] = "booking.rdv.cancelled"
    rdv_id: UUID
    by: ActorKind
    by_agent: UUID | None = None
    # Those freed.
    former_agendas: tuple[int, ...] = ()
    # Nobody had said, by the deadline, that they would come: the time is given back.
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RdvRestored(Event):
    """Who had just cancelled it took it back: the same rdv, at the same time."""

    name: ClassVar[str] = "booking.rdv.restored"
    rdv_id: UUID
    by: ActorKind
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened(Event):
    name: ClassVar[str] = "booking.session.opened"
    rdv_id: UUID
    by: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationJoined(Event):
    """Somebody has a seat in a session."""

    name: ClassVar[str] = "booking.participation.joined"
    rdv_id: UUID
    participation_id: UUID
    by: ActorKind
    by_agent: UUID | None = None
    # Participations entered by the same request, whom one letter tells of; each of them names the first.
    together: tuple[UUID, ...] = ()
    told_with: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationLeft(Event):
    """Somebody gave their seat back; the session goes on."""

    name: ClassVar[str] = "booking.participation.left"
    rdv_id: UUID
    participation_id: UUID
    by: ActorKind
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantChanged(Event):
    """Somebody of the same household comes instead."""

    name: ClassVar[str] = "booking.participation.changed"
    rdv_id: UUID
    participation_id: UUID
    former_usager: UUID
    by: ActorKind
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRecorded(Event):
    """`came`, or else absent, or back to "to be filled in". `participation_id`: of a session, who."""

    name: ClassVar[str] = "booking.presence.recorded"
    rdv_id: UUID
    by: ActorKind
    came: bool = False
    participation_id: UUID | None = None
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceConfirmed(Event):
    """« Je viens », said by the person or noted by an agent."""

    name: ClassVar[str] = "booking.presence.confirmed"
    rdv_id: UUID
    participation_id: UUID
    by: ActorKind
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAnnounced(Event):
    """`minutes` is 0 when not said."""

    name: ClassVar[str] = "booking.participation.late"
    rdv_id: UUID
    participation_id: UUID
    minutes: int
    by: ActorKind
