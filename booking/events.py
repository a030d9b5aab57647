"""What the office announces. Names never change; fields are only added, with a default. Ids, never people."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.actors import ActorKind
from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RdvBooked(Event):
    name: ClassVar[str] = "booking.rdv.booked"
    rdv_id: UUID
    by: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RdvCancelled(Event):
    name: ClassVar[str] = "booking.rdv.cancelled"
    rdv_id: UUID
    by: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRecorded(Event):
    name: ClassVar[str] = "booking.presence.recorded"
    rdv_id: UUID
    by: ActorKind
