"""The first start from a date on, looking no further than needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.availability.engine import creneaux
from booking.availability.question import Creneau, Question
from booking.availability.window import Delays, Window, months_from

HORIZON_MONTHS = 6
_STRIDE = timedelta(weeks=1)


def next_for_agent(question: Question, since: datetime) -> Creneau | None:
    """Up to six months after `since`, that day included."""
    return first_in(question, months_from(since, question.zone, HORIZON_MONTHS))


def next_for_citizen(question: Question, since: datetime, delays: Delays) -> Creneau | None:
    """As far as the motif's maximum delay goes, however long."""
    window = delays.window(question.now)
    if since > window.last:
        return None
    return first_in(question, Window(max(since, window.first), window.last))


def first_in(question: Question, window: Window) -> Creneau | None:
    first = window.first
    while first <= window.last:
        week = Window(first, min(first + _STRIDE, window.last))
        found = creneaux(question, week)
        if found:
            return found[0]
        first += _STRIDE
    return None
