"""What the office announces. Names never change; fields are only added, with a default. Ids, never people."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RdvMoved(Event):
    """`from_at`: when it was to begin before."""

    name: ClassVar[str] = "booking.rdv.moved"
    rdv_id: UUID
    from_at: datetime
    by: ActorKind
    overlap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RdvCancelled(Event):
    name: ClassVar[str] = "booking.rdv.cancelled"
    rdv_id: UUID
    by: ActorKind


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationLeft(Event):
    """Somebody gave their seat back; the session goes on."""

    name: ClassVar[str] = "booking.participation.left"
    rdv_id: UUID
    participation_id: UUID
    by: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRecorded(Event):
    name: ClassVar[str] = "booking.presence.recorded"
    rdv_id: UUID
    by: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRepaired(Event):
    """The nightly proof found `rows` of an agenda's free time that differed from the engine, and rebuilt them."""

    name: ClassVar[str] = "booking.index.repaired"
    agenda_id: int
    rows: int
