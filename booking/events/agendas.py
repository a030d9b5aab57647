"""When an agenda receives, and when it does not.

`was`: when each series of its hours first began, before. What is gone has no row to tell it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from foundation.actors import ActorKind
from foundation.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PlageOpened(Event):
    name: ClassVar[str] = "booking.plage.opened"
    plage_id: int
    agenda_id: int
    by: ActorKind
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlageChanged(Event):
    """`following`: the plage that goes on from a day, when the gesture cut this one."""

    name: ClassVar[str] = "booking.plage.changed"
    plage_id: int
    agenda_id: int
    by: ActorKind
    by_agent: UUID | None = None
    was: tuple[datetime, ...] = ()
    following: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlageClosed(Event):
    """Without a trace. `last_day`: None when it had no end."""

    name: ClassVar[str] = "booking.plage.closed"
    plage_id: int
    agenda_id: int
    by: ActorKind
    by_agent: UUID | None = None
    was: tuple[datetime, ...] = ()
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceDeclared(Event):
    name: ClassVar[str] = "booking.absence.declared"
    absence_id: int
    agenda_id: int
    by: ActorKind
    by_agent: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRemoved(Event):
    """`last_day`: None when it came back without end."""

    name: ClassVar[str] = "booking.absence.removed"
    absence_id: int
    agenda_id: int
    by: ActorKind
    by_agent: UUID | None = None
    was: tuple[datetime, ...] = ()
    last_day: date | None = None
