"""What a search needs to know, all of it given: nothing here is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from booking.availability.interval import Interval, in_utc, merge
from booking.availability.keys import Id
from booking.availability.reasons import Reason
from booking.availability.requirements import Requirement
from booking.availability.schedule import Schedule
from booking.availability.starts import Grid


@dataclass(frozen=True, slots=True)
class Opening:
    """A plage d'ouverture. `on_holidays`: legal holidays do not close it; local closing days always do."""

    id: Id
    agenda: Id
    lieu: Id | None
    schedule: Schedule
    on_holidays: bool = False

    def __post_init__(self) -> None:
        if self.schedule.end_day:
            raise ValueError("an opening of several days is a recurrence, not a stretch")


@dataclass(frozen=True, slots=True)
class Agenda:
    """When it cannot receive. One lane per thing it stands for (n identical counters have n)."""

    absences: tuple[Schedule, ...] = ()
    lanes: tuple[tuple[Interval, ...], ...] = ((),)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lanes", tuple(tuple(merge(lane)) for lane in self.lanes))


@dataclass(frozen=True, slots=True)
class Creneau:
    """`lane` is the first of the agenda's lanes that can take it."""

    start: datetime
    agenda: Id
    lieu: Id | None
    opening: Id
    lane: int = 1


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule that looks at one creneau at a time, and what to say when it lets none through."""

    reason: Reason
    allows: Callable[[Creneau], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """`openings` are those of the motif (and lieu) asked about. An agenda not in `agendas` is never busy.

    `receivers` None means everyone, empty means nobody.
    """

    zone: tzinfo
    now: datetime
    grid: Grid
    openings: tuple[Opening, ...]
    agendas: Mapping[Id, Agenda] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    closing_days: frozenset[date] = frozenset()
    receivers: frozenset[Id] | None = None
    requirements: tuple[Requirement, ...] = ()
    limits: tuple[Limit, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "now", in_utc(self.now))

    def receiving(self) -> Iterable[Opening]:
        return (each for each in self.openings if self.receivers is None or each.agenda in self.receivers)

    def closed_days(self, opening: Opening) -> frozenset[date]:
        return self.closing_days if opening.on_holidays else self.closing_days | self.holidays
