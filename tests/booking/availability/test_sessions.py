from __future__ import annotations

from booking.availability.sessions import Session, bookable
from booking.availability.window import Window
from tests.booking.availability.making import moment

NOW = moment("08:00")
MORNING = Window(moment("07:00"), moment("12:00"))


def test_a_session_with_seats_is_bookable_and_a_full_one_is_not() -> None:
    free, full = Session(1, moment("09:00"), 10, 9), Session(2, moment("09:00"), 10, 10)
    assert bookable([full, free], MORNING, now=NOW) == [free]


def test_two_people_need_two_seats() -> None:
    assert bookable([Session(1, moment("09:00"), 10, 9)], MORNING, now=NOW, people=2) == []


def test_seats_may_be_unlimited() -> None:
    endless = Session(1, moment("09:00"), None, 400)
    assert bookable([endless], MORNING, now=NOW, people=50) == [endless]


def test_people_added_beyond_the_seats_leave_none() -> None:
    assert bookable([Session(1, moment("09:00"), 10, 12)], MORNING, now=NOW) == []


def test_a_session_that_has_begun_is_over_for_newcomers() -> None:
    assert bookable([Session(1, NOW, 10)], MORNING, now=NOW) == []


def test_sessions_outside_the_window_are_left_out_and_the_rest_sorted() -> None:
    sessions = [Session(number, moment(text), 10) for number, text in enumerate(["12:01", "12:00", "09:00"])]
    assert [each.id for each in bookable(sessions, MORNING, now=NOW)] == [2, 1]
