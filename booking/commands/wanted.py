"""A time asked for, and what it means on the wall and on the grid; a time taken."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.availability.interval import Interval
from booking.availability.starts import ROUNDING
from booking.availability.wall_clock import ONE_DAY, local_day
from booking.models import Motif
from booking.queries.creneaux import grid_of
from booking.queries.sources import AgendaSources


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A time asked for. No `agenda_ids`: whoever is free among those who receive the motif as it is asked.

    `free_choice`: an agent is not bound by grid and delays.

    `overlap`: an agent takes the time of the one agenda named, whatever it already carries.
    """

    motif: Motif
    lieu_id: int | None
    starts_at: datetime
    agenda_ids: Collection[int] = ()
    free_choice: bool = False
    overlap: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.motif.organisation.time_zone)

    @property
    def day(self) -> date:
        return local_day(self.starts_at, self.zone)

    @property
    def span(self) -> Interval:
        return grid_of(self.motif).span(self.starts_at)

    @property
    def days(self) -> tuple[date, date]:
        """The local days on which an opening that this time touches may begin, both included."""
        return local_day(self.span.start, self.zone) - ONE_DAY, local_day(self.span.end, self.zone)

    def fits(self, free: Interval) -> bool:
        if not free.contains(self.span):
            return False
        offset = self.span.start - free.start
        on_grid = not offset % self.motif.step or not offset % ROUNDING
        return self.free_choice or (on_grid and offset >= timedelta())


@dataclass(frozen=True, slots=True)
class Taken:
    agenda_id: int
    lane: int
    # Not exclusive: it overlaps, on purpose.
    exclusive: bool = True
    # What the motif requires besides: (agenda, lane).
    beside: tuple[tuple[int, int], ...] = ()
    # What was read under the lock: the index is rewritten from it once the occupation is written.
    sources: AgendaSources | None = field(default=None, compare=False, repr=False)
