"""Who enters the administration, asks to, or leaves."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from foundation.outbox.events import Event


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
