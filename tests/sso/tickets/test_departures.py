"""Secrets that wait in the browser's own session."""

from datetime import timedelta
from typing import Any

from sso.tickets.departures import come_back, leave
from sso.tickets.models import Purpose
from sso.tickets.secrets import is_secret
from tests.sso.tickets.travel import NOW


def go(session: dict[str, Any], suite: str = "/agent/", *, seconds: int = 0) -> str:
    return leave(session, purpose=Purpose.AGENT, suite=suite, now=NOW + timedelta(seconds=seconds))[0]


def test_a_state_brings_back_what_one_left_with() -> None:
    session: dict[str, Any] = {}
    state, left = leave(session, purpose=Purpose.LINK, suite="/mes-rdv/", now=NOW)
    assert is_secret(state)
    assert is_secret(left.verifier)
    assert come_back(session, state, now=NOW) == left


def test_a_state_serves_once() -> None:
    session: dict[str, Any] = {}
    state = go(session)
    assert come_back(session, state, now=NOW)
    assert come_back(session, state, now=NOW) is None


def test_a_state_of_another_browser_brings_nothing() -> None:
    assert come_back({}, go({}), now=NOW) is None


def test_ten_minutes_later_a_state_is_forgotten() -> None:
    session: dict[str, Any] = {}
    state = go(session)
    assert come_back(session, state, now=NOW + timedelta(minutes=10)) is None


def test_five_tabs_may_leave_at_once_and_a_sixth_forgets_the_first() -> None:
    session: dict[str, Any] = {}
    states = [go(session, f"/agent/?onglet={tab}", seconds=tab) for tab in range(6)]
    back = [come_back(session, state, now=NOW + timedelta(seconds=9)) for state in states]
    assert [each.suite if each else "" for each in back] == [
        "",
        *(f"/agent/?onglet={tab}" for tab in range(1, 6)),
    ]
