"""What the golden cases of `explain` cannot say in JSON, and the promise that it agrees with the search."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given

from booking.availability.engine import creneaux
from booking.availability.explain import explain
from booking.availability.limits import Quota, desk_share, quota_per_day, quota_per_person
from booking.availability.question import Limit, Question
from booking.availability.reasons import Reason, Step
from booking.availability.requirements import Requirement
from booking.availability.window import Delays, whole_days
from tests.booking.availability.making import HALF_HOURS, MONDAY, PARIS, moment, opening, span
from tests.booking.availability.strategies import questions

ALL_MONDAY = whole_days(MONDAY, MONDAY, PARIS)
QUESTION = Question(zone=PARIS, now=moment("05:00"), grid=HALF_HOURS, openings=(opening(),))


def reason_with(*limits: Limit) -> Reason:
    return explain(replace(QUESTION, limits=limits), ALL_MONDAY).reason


def test_no_room_is_free_with_the_agent() -> None:
    question = replace(QUESTION, requirements=(Requirement("salle", {"a": [span("08:00-08:20")]}),))
    assert explain(question, ALL_MONDAY).reason is Reason.REQUIREMENT_MISSING


def test_the_day_is_full_for_this_motif() -> None:
    assert reason_with(quota_per_day(0, zone=PARIS, taken=[])) is Reason.DAY_FULL


def test_the_person_has_had_enough() -> None:
    limit = quota_per_person(Quota(1, None), zone=PARIS, taken=[moment("04:00")])
    assert reason_with(limit) is Reason.PERSON_FULL


def test_the_rest_is_kept_for_the_desk() -> None:
    limit = desk_share(100, zone=PARIS, needed=timedelta(minutes=30), opened={}, taken_online={})
    assert reason_with(limit) is Reason.KEPT_FOR_DESK


def test_the_limit_that_took_the_last_creneau_is_named() -> None:
    morning_only = Limit(Reason.PERSON_FULL, lambda each: each.start < moment("08:30"))
    evening_only = Limit(Reason.DAY_FULL, lambda each: each.start >= moment("08:30"))
    assert reason_with(morning_only, evening_only) is Reason.DAY_FULL


@given(questions())
def test_it_says_available_exactly_when_the_search_finds_something(drawn: tuple[Question, date]) -> None:
    question, day = drawn
    delays = Delays(timedelta(hours=3), timedelta(days=3))
    window = whole_days(day - timedelta(days=1), day + timedelta(days=1), question.zone)
    allowed = window.meet(delays.window(question.now))
    told = explain(question, window, delays)
    assert (told.reason is Reason.AVAILABLE) == bool(allowed and creneaux(question, allowed))
    for_agents = explain(question, window)
    assert (for_agents.reason is Reason.AVAILABLE) == bool(creneaux(question, window))


def test_every_reason_has_its_own_code_and_a_sentence() -> None:
    assert len({reason.code for reason in Reason}) == len(Reason)
    assert all(reason.sentence.endswith(".") and reason.sentence[0].isupper() for reason in Reason)


def test_reasons_follow_the_steps_of_the_calculation() -> None:
    steps = list(Step)
    order = [steps.index(reason.step) for reason in Reason]
    assert order == sorted(order)
