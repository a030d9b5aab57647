"""The secrets of those who left for the sign-in host, kept in the administration's own session until they come back."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sso.tickets.models import Purpose
from sso.tickets.secrets import new_secret

DEPARTURES = "departures"
AT_MOST = 5
LIFE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Departure:
    """`suite` is where the person was going: a path of this host."""

    purpose: Purpose
    suite: str
    verifier: str


def leave(
    session: MutableMapping[str, Any], *, purpose: Purpose, suite: str, now: datetime
) -> tuple[str, Departure]:
    """The new state, and what it stands for. Of more than five departures the oldest is forgotten."""
    state, departure = new_secret(), Departure(purpose, suite, new_secret())
    kept = _pending(session, now)
    kept[state] = {
        "purpose": purpose.value,
        "suite": suite,
        "verifier": departure.verifier,
        "at": now.isoformat(),
    }
    session[DEPARTURES] = dict(list(kept.items())[-AT_MOST:])
    return state, departure


def come_back(session: MutableMapping[str, Any], state: str, *, now: datetime) -> Departure | None:
    """A state serves once; None for one that this browser never took away from here, or too long ago."""
    kept = _pending(session, now)
    mark = kept.pop(state, None)
    if DEPARTURES in session:
        session[DEPARTURES] = kept
    if mark is None:
        return None
    return Departure(Purpose(mark["purpose"]), mark["suite"], mark["verifier"])


def _pending(session: MutableMapping[str, Any], now: datetime) -> dict[str, Any]:
    """In the order of the departures."""
    marks = session.get(DEPARTURES, {})
    return {state: mark for state, mark in marks.items() if now - datetime.fromisoformat(mark["at"]) < LIFE}
