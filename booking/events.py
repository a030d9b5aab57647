"""What the office announces. Names never change; fields are only added, with a default. Ids, never people.

`by_agent` is the agent who acted, when one did.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from foundation.actors import ActorKind
from foundation.courier.channels import Channel
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationLeft(Event):
    """Somebody gave their seat back; the session goes on."""

    name: ClassVar[str] = "booking.participation.left"
    rdv_id: UUID
    participation_id: UUID
    by: ActorKind
    by_agent: UUID | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentInvited(Event):
    """Or invited again."""

    name: ClassVar[str] = "booking.agent.invited"
    agent_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequested(Event):
    """Somebody whom nobody invited asks to enter."""

    name: ClassVar[str] = "booking.agent.access_requested"
    agent_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToReview(Event):
    """An agent came back from another legal unit: read-only until an administrator confirms."""

    name: ClassVar[str] = "booking.agent.access_to_review"
    agent_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAdmitted(Event):
    """From now on this account enters. `asked`: they had asked, and wait for the answer."""

    name: ClassVar[str] = "booking.agent.admitted"
    agent_id: UUID
    account_id: UUID
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRemoved(Event):
    """This account enters no more. None: they had never signed in."""

    name: ClassVar[str] = "booking.agent.removed"
    agent_id: UUID
    account_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagersToMerge(Event):
    """One person has two files: who proved the contact of `other_id` is already linked, by FranceConnect, to
    `usager_id`. An agent decides.
    """

    name: ClassVar[str] = "booking.usagers.to_merge"
    usager_id: UUID
    other_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """A carrier took a message, in so many parts (1 for an e-mail). Told once per receipt."""

    name: ClassVar[str] = "booking.message.sent"
    receipt_id: UUID
    channel: Channel
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDue(Event):
    """The motif's reminder that leaves `before_s` seconds ahead is to leave now, for an rdv that begins then."""

    name: ClassVar[str] = "booking.reminder.due"
    rdv_id: UUID
    participation_id: UUID
    starts_at: datetime
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
class PresenceConfirmed(Event):
    """« Je viens », said by the person or noted by an agent."""

    name: ClassVar[str] = "booking.presence.confirmed"
    rdv_id: UUID
    participation_id: UUID
    by: ActorKind
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAnnounced(Event):
    """`minutes` is 0 when not said."""

    name: ClassVar[str] = "booking.participation.late"
    rdv_id: UUID
    participation_id: UUID
    minutes: int
    by: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookStopped(Event):
    """Nothing is sent to this endpoint any more, and nobody had asked for it: it failed too long, or is gone."""

    name: ClassVar[str] = "booking.webhook.stopped"
    endpoint_id: UUID


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
