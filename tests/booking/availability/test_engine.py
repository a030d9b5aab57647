"""The whole search: against a naive count, and by what it must never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from booking.availability.engine import creneaux, free_times, possible_starts
from booking.availability.interval import Interval, merge
from booking.availability.keys import Key
from booking.availability.limits import quota_per_day
from booking.availability.next_free import first_in
from booking.availability.question import Agenda, Question
from booking.availability.requirements import Requirement
from booking.availability.starts import Anchor
from booking.availability.window import Window, whole_days
from tests.booking.availability import naive
from tests.booking.availability.making import (
    HALF_HOURS,
    HOURS,
    MONDAY,
    PARIS,
    moment,
    once,
    opening,
    span,
    texts,
)
from tests.booking.availability.strategies import intervals, questions

type Pool = dict[Key, list[Interval]]

DAY = timedelta(days=1)
ALL_MONDAY = whole_days(MONDAY, MONDAY, PARIS)


def ask(**known: object) -> Question:
    usual = {"zone": PARIS, "now": moment("05:00"), "grid": HALF_HOURS, "openings": (opening(),)}
    return Question(**{**usual, **known})  # type: ignore[arg-type]


def window_around(question: Question, day: date) -> Window:
    return whole_days(day - DAY, day + DAY, question.zone)


@given(questions())
def test_it_finds_exactly_what_a_naive_count_finds_in_order(drawn: tuple[Question, date]) -> None:
    question, day = drawn
    window = window_around(question, day)
    expected = naive.starts(question, [day + timedelta(days=shift) for shift in range(-2, 2)])
    found = creneaux(question, window)
    assert {(each.opening, each.start) for each in found} == {
        (number, start) for number, start in expected if window.holds(start)
    }
    assert len({(each.opening, each.start) for each in found}) == len(found)
    assert [each.start for each in found] == sorted(each.start for each in found)


@given(questions(), st.integers(-36, 36), st.integers(0, 48))
def test_the_window_chooses_among_starts_and_never_moves_them(
    drawn: tuple[Question, date], shift: int, length: int
) -> None:
    question, day = drawn
    wide = window_around(question, day)
    first = wide.first + timedelta(hours=max(shift, 0))
    narrow = Window(first, min(first + timedelta(hours=length), wide.last))
    inside = [each for each in creneaux(question, wide) if narrow.holds(each.start)]
    assert creneaux(question, narrow) == inside


@given(questions())
def test_the_next_is_the_first_of_all(drawn: tuple[Question, date]) -> None:
    question, _ = drawn
    window = Window(question.now, question.now + timedelta(days=20))
    assert first_in(question, window) == next(iter(creneaux(question, window)), None)


def with_one_more(question: Question, busy: Interval) -> Question:
    """Every agenda is busy then, on every lane."""
    agendas = {
        key: Agenda(each.absences, tuple((*lane, busy) for lane in each.lanes))
        for key, each in question.agendas.items()
    }
    return replace(question, agendas=agendas)


@st.composite
def questions_and_busy_times(draw: st.DrawFn) -> tuple[Question, Question, Window]:
    question, day = draw(questions())
    window = window_around(question, day)
    busy = draw(intervals(window.first, within=3 * 24 * 60))
    return question, with_one_more(question, busy), window


@given(questions_and_busy_times())
def test_a_busy_time_never_adds_a_creneau_to_a_grid_anchored_on_the_opening(
    drawn: tuple[Question, Question, Window],
) -> None:
    before, after, window = drawn
    fixed = replace(before.grid, anchor=Anchor.OPENING)
    were = {(each.opening, each.start) for each in creneaux(replace(before, grid=fixed), window)}
    are = {(each.opening, each.start) for each in creneaux(replace(after, grid=fixed), window)}
    assert are <= were


@given(questions_and_busy_times())
def test_a_busy_time_never_opens_a_time_that_was_not_free(drawn: tuple[Question, Question, Window]) -> None:
    """Anchored on free time the grid may move, so a start may be new; the time it takes never is."""
    before, after, window = drawn
    free = merge(each.span.free for each in free_times(before, wider(window)))
    for creneau in creneaux(after, window):
        taken = before.grid.span(creneau.start)
        assert any(each.contains(taken) for each in free)


@given(questions_and_busy_times())
def test_a_busy_time_never_raises_the_number_of_starts(drawn: tuple[Question, Question, Window]) -> None:
    """True of a step not longer than what an rdv occupies, in free time that has not begun."""
    before, after, window = drawn
    grid = replace(before.grid, step=None, anchor=Anchor.FREE)
    early = window.first - timedelta(days=9)

    def count(question: Question) -> int:
        calm = replace(question, grid=grid, now=early)
        return sum(
            max(0, (each.span.free.duration - grid.needed) // grid.duration + 1)
            for each in free_times(calm, window)
        )

    def offered(question: Question) -> int:
        calm = replace(question, grid=grid, now=early)
        return sum(len(possible_starts(calm, each)) for each in free_times(calm, window))

    assert offered(before) == count(before)
    assert offered(after) == count(after)
    assert offered(after) <= offered(before)


def wider(window: Window) -> Window:
    return Window(window.first - 2 * DAY, window.last + 2 * DAY)


def test_the_lane_of_a_creneau_is_the_first_that_can_take_it() -> None:
    counters = Agenda(lanes=((span("08:00-08:30"),), ()))
    question = ask(agendas={1: counters}, openings=(opening(once("09:00-10:00")),))
    assert [(texts([each.start], PARIS), each.lane) for each in creneaux(question, ALL_MONDAY)] == [
        ("09:00", 2),
        ("09:30", 1),
    ]


def test_a_limit_hides_what_it_does_not_allow() -> None:
    full = quota_per_day(1, zone=PARIS, taken=[moment("08:00")])
    assert creneaux(ask(limits=(full,)), ALL_MONDAY) == []


def test_a_room_taken_part_of_the_time_cuts_the_free_time_of_the_agent() -> None:
    """Free together from 09:15 in Paris: the grid starts there, and no quarter of an hour is lost."""
    room = Requirement("salle", {"salle": [span("08:15-10:00")]})
    question = ask(requirements=(room,))
    assert texts([each.start for each in creneaux(question, ALL_MONDAY)], PARIS) == "09:15 09:45 10:15"


def test_two_rooms_free_one_after_the_other_do_not_make_one_rdv() -> None:
    rooms = Requirement("salle", {"a": [span("08:00-08:45")], "b": [span("08:45-10:00")]})
    question = ask(grid=HOURS, requirements=(rooms,))
    assert texts([each.start for each in creneaux(question, ALL_MONDAY)], PARIS) == "09:45"


def test_pools_that_share_their_only_agenda_give_no_creneau() -> None:
    kit: Pool = {"mallette": [span("08:00-10:00")]}
    question = ask(requirements=(Requirement("mallette", kit), Requirement("valise", kit)))
    assert creneaux(question, ALL_MONDAY) == []


def test_a_second_agent_is_never_the_receiving_one() -> None:
    pool: Pool = {1: [span("08:00-10:00")], 2: [span("09:00-10:00")]}
    question = ask(grid=HOURS, requirements=(Requirement("second agent", pool),))
    assert texts([each.start for each in creneaux(question, ALL_MONDAY)], PARIS) == "10:00"


def test_a_counter_may_need_another_counter_of_its_own_agenda() -> None:
    counters = Agenda(lanes=((), (span("08:00-09:00"),)))
    pool: Pool = {(1, 1): [span("08:00-10:00")], (1, 2): [span("09:00-10:00")]}
    question = ask(grid=HOURS, agendas={1: counters}, requirements=(Requirement("guichet", pool),))
    assert texts([each.start for each in creneaux(question, ALL_MONDAY)], PARIS) == "10:00"
