"""What is to be said to people, what was sent, and what they answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from foundation.courier.channels import Channel
from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """A carrier took a message, in so many parts (1 for an e-mail). Told once per receipt."""

    name: ClassVar[str] = "booking.message.sent"
    receipt_id: UUID
    channel: Channel
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDue(Event):
    """The motif's reminder that leaves `before_s` seconds ahead of this person's rdv is to leave now."""

    name: ClassVar[str] = "booking.reminder.due"
    participation_id: UUID
    before_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceAsked(Event):
    """Somebody is to say whether they will come. `last`: without an answer, the time is given back."""

    name: ClassVar[str] = "booking.presence.asked"
    rdv_id: UUID
    participation_id: UUID
    starts_at: datetime
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderAsked(Event):
    """An agent wants somebody to be reminded now, of an rdv that begins then."""

    name: ClassVar[str] = "booking.reminder.asked"
    rdv_id: UUID
    participation_id: UUID
    starts_at: datetime
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRenewed(Event):
    """What opened somebody's rdv opens nothing any more; they have another link."""

    name: ClassVar[str] = "booking.participation.link_renewed"
    rdv_id: UUID
    participation_id: UUID
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialAsked(Event):
    """An administrator wants to receive their own wording, as the receipt holds it."""

    name: ClassVar[str] = "booking.message.trial_asked"
    receipt_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReceived(Event):
    """Somebody answered a message: the receipt holds their words."""

    name: ClassVar[str] = "booking.answer.received"
    receipt_id: UUID
