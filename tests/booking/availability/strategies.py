"""What the properties draw: small times around clock changes, in zones of both hemispheres and overseas."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from booking.availability.interval import Interval
from booking.availability.keys import Id
from booking.availability.question import Agenda, Opening, Question
from booking.availability.recurrence import Every, Recurrence
from booking.availability.schedule import Period, Schedule
from booking.availability.starts import Anchor, Grid
from booking.availability.wall_clock import MIDNIGHT

EPOCH = datetime(2026, 3, 28, tzinfo=UTC)

# A zone and a day near one of its clock changes in 2026, or any day where it has none.
PLACES_AND_DAYS = [
    ("Europe/Paris", date(2026, 3, 29)),
    ("Europe/Paris", date(2026, 10, 25)),
    ("America/Miquelon", date(2026, 3, 8)),
    ("America/Miquelon", date(2026, 11, 1)),
    ("Pacific/Auckland", date(2026, 4, 5)),
    ("Pacific/Auckland", date(2026, 9, 27)),
    ("America/Santiago", date(2026, 4, 5)),
    ("America/Santiago", date(2026, 9, 6)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Guadeloupe", date(2026, 5, 27)),
    ("Indian/Reunion", date(2026, 12, 20)),
    ("Pacific/Tahiti", date(2026, 3, 29)),
    ("Pacific/Noumea", date(2026, 10, 25)),
]
places_and_days = st.sampled_from(PLACES_AND_DAYS).map(lambda pair: (ZoneInfo(pair[0]), pair[1]))

minutes = st.integers(1, 120).map(lambda count: timedelta(minutes=count))
quarters = st.integers(0, 95).map(lambda count: time(count // 4, count % 4 * 15))


@st.composite
def intervals(draw: st.DrawFn, around: datetime = EPOCH, within: int = 300) -> Interval:
    """A few minutes to a few hours, on whole minutes."""
    start = draw(st.integers(0, within))
    return Interval(
        around + timedelta(minutes=start), around + timedelta(minutes=start + draw(st.integers(1, 90)))
    )


interval_lists = st.lists(intervals(), max_size=8)


@st.composite
def grids(draw: st.DrawFn, anchor: Anchor | None = None) -> Grid:
    buffers = st.integers(0, 20).map(lambda count: timedelta(minutes=count))
    return Grid(
        duration=draw(minutes),
        step=draw(st.none() | minutes),
        before=draw(buffers),
        after=draw(buffers),
        anchor=anchor or draw(st.sampled_from(Anchor)),
    )


@st.composite
def recurrences(draw: st.DrawFn, first_day: date) -> Recurrence:
    every = draw(st.sampled_from(Every))
    length = draw(st.none() | st.integers(-3, 100))
    return Recurrence(
        every=every,
        interval=draw(st.just(1) | st.integers(1, 5)),
        weekdays=draw(st.just(frozenset(range(1, 8))) | st.frozensets(st.integers(1, 7), max_size=4)),
        nth=draw(st.none() | st.sampled_from([1, 2, 3, 4, 5, -1])) if every is Every.MONTH else None,
        until=None if length is None else first_day + timedelta(days=length),
    )


@st.composite
def periods(draw: st.DrawFn) -> tuple[Period, ...]:
    """One or two, over midnight at times."""
    pairs = draw(st.lists(st.tuples(quarters, quarters), min_size=1, max_size=2))
    return tuple(Period(start, end if end != start else MIDNIGHT) for start, end in pairs)


@st.composite
def schedules(draw: st.DrawFn, near: date) -> Schedule:
    first_day = near + timedelta(days=draw(st.integers(-1, 1) | st.integers(-60, 3)))
    recurrence = (
        draw(recurrences(first_day)) if first_day < near else draw(st.none() | recurrences(first_day))
    )
    exceptions = st.integers(-3, 3).map(lambda days: near + timedelta(days=days))
    return Schedule(
        first_day=first_day,
        periods=draw(periods()),
        recurrence=recurrence,
        skipped=draw(st.frozensets(exceptions, max_size=2)),
        changed=draw(st.dictionaries(exceptions, periods(), max_size=2)),
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, date]:
    """A small office near a clock change, and that day."""
    zone, day = draw(places_and_days)
    noon = datetime.combine(day, time(12), tzinfo=zone).astimezone(UTC)
    around = noon - timedelta(days=2)
    busy = st.lists(intervals(around, within=4 * 24 * 60), max_size=6).map(tuple)
    agendas: dict[Id, Agenda] = {
        agenda: Agenda(
            tuple(draw(st.just([]) | st.lists(schedules(day), max_size=1))),
            tuple(draw(st.lists(busy, min_size=1, max_size=2))),
        )
        for agenda in (1, 2)
    }
    openings = [
        Opening(number, draw(st.sampled_from([1, 2])), 1, draw(schedules(day)), draw(st.booleans()))
        for number in range(draw(st.integers(1, 3)))
    ]
    near = st.integers(-1, 1).map(lambda days: day + timedelta(days=days))
    question = Question(
        zone=zone,
        now=around + timedelta(minutes=draw(st.just(0) | st.integers(-60, 3 * 24 * 60))),
        grid=draw(grids()),
        openings=tuple(openings),
        agendas=agendas,
        holidays=draw(st.frozensets(near, max_size=1)),
        closing_days=draw(st.frozensets(near, max_size=1)),
    )
    return question, day
