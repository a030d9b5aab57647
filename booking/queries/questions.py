"""From the sources to the engine's question: for what must be asked of the engine itself, index apart."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from booking.availability import question as engine
from booking.availability.keys import Id
from booking.availability.starts import Grid
from booking.availability.wall_clock import ONE_DAY
from booking.models import Organisation, PlageOuverture
from booking.queries.closed_days import closed_days
from booking.queries.closing import own_closed_days
from booking.queries.schedules import schedule_of_plage
from booking.queries.sources import AgendaSources


def question_of(
    organisation: Organisation,
    sources: Sequence[AgendaSources],
    *,
    now: datetime,
    grid: Grid,
    plages: Iterable[PlageOuverture],
) -> engine.Question:
    """Of agendas of one organisation, over the days for which the sources were read."""
    days = [(each.first_day, each.last_day + ONE_DAY) for each in sources]
    first, last = min(day for day, _ in days), max(day for _, day in days)
    openings = [
        engine.Opening(plage.pk, plage.agenda_id, plage.lieu_id, schedule_of_plage(plage), plage.on_holidays)
        for plage in plages
    ]
    agendas: dict[Id, engine.Agenda] = {each.agenda.pk: _agenda(each) for each in sources}
    return engine.Question(
        zone=ZoneInfo(organisation.time_zone),
        now=now,
        grid=grid,
        openings=tuple(openings),
        agendas=agendas,
        holidays=closed_days(organisation.holiday_set, first, last),
        closing_days=own_closed_days(organisation),
    )


def _agenda(sources: AgendaSources) -> engine.Agenda:
    lanes = (tuple(sources.taken.get(lane, ())) for lane in range(1, sources.agenda.capacity + 1))
    return engine.Agenda(tuple(sources.absences), tuple(lanes))
