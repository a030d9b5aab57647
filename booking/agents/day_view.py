"""The team's day as the page shows it: whose columns, which free times, and what waits to be filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from booking.agents.columns import column, minutes_on
from booking.agents.walk import GRID, Walk
from booking.availability.wall_clock import ONE_DAY
from booking.models import Agenda
from booking.policies import may_see_team_day
from booking.queries.agent_rdvs import unsettled
from booking.queries.closed_days import closed_days
from booking.queries.day import AgendaDay, team_day
from booking.queries.desk import Desk, desk_of, key_of, receiving_agendas
from booking.queries.next_reception import next_reception
from booking.queries.presence import to_call
from foundation.actors import Actor
from foundation.errors import Forbidden
from foundation.web.components.grid import Column


@dataclass
class DayView:
    by: Actor
    now: datetime
    desk: Desk
    walk: Walk
    everyone: list[Agenda] = field(default_factory=receiving_agendas)

    @cached_property
    def scope(self) -> list[Agenda]:
        if self.walk.agents:
            return [each for each in self.everyone if key_of(each) in self.walk.agents]
        near = [each for each in self.everyone if each.organisation_id in self.desk.organisation_ids]
        return near or self.everyone

    @cached_property
    def shown(self) -> list[AgendaDay]:
        """Those asked for; else those of my organisations who have something that day."""
        found = team_day(self.scope, self.walk.day)
        return found if self.walk.agents else [each for each in found if each.has_something]

    @property
    def columns(self) -> list[Column]:
        back = self.walk.url() if self.walk.agents else ""
        return [column(each, now=self.now, motif_slug=self.walk.motif, back=back) for each in self.shown]

    @property
    def minutes_now(self) -> int | None:
        return minutes_on(self.now.astimezone(self.desk.zone), self.walk.day) if self.walk.is_today else None

    @property
    def is_holiday(self) -> bool:
        return bool(closed_days(self.desk.holiday_set, self.walk.day, self.walk.day))

    @property
    def is_empty(self) -> bool:
        return not any(each.has_something for each in self.shown)

    @cached_property
    def next_day(self) -> date | None:
        """When somebody receives next, never in the past."""
        return next_reception(self.scope, max(self.walk.day + ONE_DAY, self.walk.today))

    @property
    def first_free_url(self) -> str:
        free = [slot for each in self.columns for slot in each.free]
        return min(free, key=lambda slot: slot.start).url if free else ""

    @property
    def agent_choices(self) -> list[tuple[str, str, str]]:
        several = len({each.organisation_id for each in self.everyone}) > 1
        return [
            (key_of(each), str(each.agent or each.title), each.organisation.name if several else "")
            for each in self.everyone
        ]

    @property
    def agents_shown(self) -> list[str]:
        return [key_of(each.agenda) for each in self.shown]

    @property
    def motif_choices(self) -> list[tuple[str, str]]:
        motifs = {motif.slug: motif.name for each in self.shown for motif in each.motifs}
        return [("", "Le motif habituel"), *sorted(motifs.items(), key=lambda pair: pair[1])]

    @cached_property
    def to_call_count(self) -> int:
        return len(to_call(self.now))

    @cached_property
    def unsettled_count(self) -> int:
        return unsettled(self.now, agent_id=self.by.id).count()


def day_view(
    by: Actor, *, now: datetime, day: date | None, asked: Mapping[str, Any], view: str = GRID
) -> DayView:
    if not may_see_team_day(by):
        raise Forbidden
    desk = desk_of(by.id)
    today = now.astimezone(desk.zone).date()
    agents, motif = asked.get("agents", ()), asked.get("motif", "")
    walk = Walk(asked.get("jour") or day or today, today, view, agents, motif)
    return DayView(by, now, desk, walk)
