"""The waiting list: who is in it, what they are offered."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAttenteJoined(Event):
    """Somebody waits for a time."""

    name: ClassVar[str] = "booking.file_attente.joined"
    file_attente_id: UUID


class OfferOutcome(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade(Event):
    """A time is kept for somebody who waits: they are to be told."""

    name: ClassVar[str] = "booking.offer.made"
    file_attente_id: UUID
    offer_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferEnded(Event):
    """Taken, refused, or left without answer."""

    name: ClassVar[str] = "booking.offer.ended"
    file_attente_id: UUID
    offer_id: UUID
    outcome: OfferOutcome
