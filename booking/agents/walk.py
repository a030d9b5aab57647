"""From one day to another, from the grid to the list: the choice of agents follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from booking.agents.addresses import day_url, with_query
from foundation.web.components.typography import date_longue

GRID = "agent-agenda-jour"
LIST = "agent-agenda-liste"


@dataclass(frozen=True, slots=True)
class Walk:
    """`agents` are the keys asked for, empty for the usual ones; `view` is the page walked on."""

    day: date
    today: date
    view: str = GRID
    agents: Sequence[str] = ()
    motif: str = ""

    @property
    def title(self) -> str:
        day = date_longue(self.day).capitalize()
        return f"{day} (aujourd’hui)" if self.is_today else day

    def url(self, view: str = "", day: date | None = None) -> str:
        return day_url(day or self.day, view or self.view, agents=list(self.agents), motif=self.motif)

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def previous_url(self) -> str:
        return self.url(day=date.fromordinal(self.day.toordinal() - 1))

    @property
    def next_url(self) -> str:
        return self.url(day=date.fromordinal(self.day.toordinal() + 1))

    @property
    def today_url(self) -> str:
        return self.url(day=self.today)

    @property
    def new_url(self) -> str:
        """The form for the day's first free time."""
        said = {"jour": self.day.isoformat(), "agents": list(self.agents), "motif": self.motif}
        return with_query(reverse("agent-rdv-nouveau"), said)

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return [
            (label, self.url(view), view == self.view) for label, view in (("Jour", GRID), ("Liste", LIST))
        ]
