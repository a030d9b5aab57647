"""The free-time index against the engine: what differs, row by row."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from booking.availability.engine import free_times
from booking.availability.interval import Interval, merge
from booking.availability.starts import Grid
from booking.availability.window import whole_days
from booking.models import FreeTime
from booking.queries.horizon import horizon
from booking.queries.questions import question_of
from booking.queries.sources import AgendaSources, load_sources

type Key = tuple[int, int, date]
type Free = tuple[int | None, tuple[Interval, ...]]

# The proof looks at free time, not at starts: any grid will do.
_ANY_GRID = Grid(duration=timedelta(minutes=5))
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """`indexed` and `expected` are free intervals; a lieu copied wrongly differs too."""

    agenda_id: int
    plage_id: int
    lane: int
    day: date
    indexed: tuple[Interval, ...]
    expected: tuple[Interval, ...]


def differences(agenda_ids: Collection[int], *, now: datetime) -> list[Difference]:
    """Over the days that each agenda's index covers. Five queries; the caller has locked the agendas."""
    first, last = horizon(now)
    sources = load_sources(agenda_ids, first, last)
    indexed: dict[int, dict[Key, Free]] = defaultdict(dict)
    rows = FreeTime.objects.filter(agenda__in=agenda_ids, day__range=(first, last))
    for row in rows:
        spans = tuple(merge(Interval(start, end) for start, end in row.free))
        indexed[row.agenda_id][row.plage_id, row.lane, row.day] = (row.lieu_id, spans)
    return sorted(found for each in sources for found in _of_agenda(each, indexed[each.agenda.pk]))


def _of_agenda(sources: AgendaSources, indexed: dict[Key, Free]) -> Iterator[Difference]:
    expected = _expected(sources)
    until = sources.agenda.indexed_until or sources.last_day
    nothing: Free = (None, ())
    for key in expected.keys() | indexed.keys():
        there, wanted = indexed.get(key, nothing), expected.get(key, nothing)
        if there != wanted and key[2] <= until:
            yield Difference(sources.agenda.pk, *key, there[1], wanted[1])


def _expected(sources: AgendaSources) -> dict[Key, Free]:
    organisation = sources.agenda.organisation
    question = question_of(organisation, [sources], now=_LONG_AGO, grid=_ANY_GRID, plages=sources.plages)
    found: dict[Key, list[Interval]] = defaultdict(list)
    lieux = {plage.pk: plage.lieu_id for plage in sources.plages}
    for free in free_times(question, whole_days(sources.first_day, sources.last_day, question.zone)):
        if sources.first_day <= free.span.day <= sources.last_day:
            found[int(free.opening.id), free.lane, free.span.day].append(free.span.free)
    return {key: (lieux[key[0]], tuple(merge(spans))) for key, spans in found.items()}
