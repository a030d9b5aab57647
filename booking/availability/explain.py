"""Why a search finds nothing: the step at which hope went, for each receiving agenda and for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from booking.availability.engine import creneaux, free_times, possible_starts
from booking.availability.keys import Id
from booking.availability.question import Agenda, Creneau, Opening, Question
from booking.availability.reasons import Reason
from booking.availability.wall_clock import local_day
from booking.availability.window import Delays, Window

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_RANK = {reason: rank for rank, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Explanation:
    """`reason` is that of the agenda which came nearest to a slot; `by_agenda` says it for whom."""

    reason: Reason
    by_agenda: dict[Id, Reason]


def explain(question: Question, window: Window, delays: Delays | None = None) -> Explanation:
    """Without `delays`, as an agent searches."""
    refused = _refused(question, window, delays)
    if refused:
        return Explanation(refused, {})
    wanted = sorted(question.receivers or (), key=str)
    agendas = dict.fromkeys([opening.agenda for opening in question.receiving()] + wanted)
    by_agenda = {each: _of_agenda(question, each, window, delays) for each in agendas}
    return Explanation(max(by_agenda.values(), key=_RANK.__getitem__, default=Reason.NO_OPENING), by_agenda)


def _refused(question: Question, window: Window, delays: Delays | None) -> Reason | None:
    allowed = delays.window(question.now) if delays else None
    if question.receivers is not None and not question.receivers:
        return Reason.NO_REFERENT
    if window.last < question.now:
        return Reason.PAST
    if allowed and window.last < allowed.first:
        return Reason.WINDOW_TOO_SOON
    if allowed and allowed.last < window.first:
        return Reason.WINDOW_TOO_LATE
    return None


def _of_agenda(question: Question, agenda: Id, window: Window, delays: Delays | None) -> Reason:
    mine = replace(question, receivers=frozenset([agenda]))
    return (
        _without_opening(mine, window)
        or _without_time(mine, agenda, window)
        or _without_permission(mine, window, delays)
        or Reason.AVAILABLE
    )


def _without_opening(question: Question, window: Window) -> Reason | None:
    openings = list(question.receiving())
    if not openings:
        return Reason.NO_OPENING
    timeless = replace(_bare(question), now=_LONG_AGO)
    if not any(True for _ in free_times(timeless, window)):
        return _when_they_open(openings, question, window)
    if not _fits(timeless, window):
        return Reason.OPENING_TOO_SHORT
    return None if _fits(_bare(question), window) else Reason.OVER


def _when_they_open(openings: Sequence[Opening], question: Question, window: Window) -> Reason:
    first_day, last_day = local_day(window.first, question.zone), local_day(window.last, question.zone)
    schedules = [opening.schedule for opening in openings]
    if all(schedule.first_day > last_day for schedule in schedules):
        return Reason.NOT_BEGUN
    ends = [each.recurrence.until if each.recurrence else each.first_day for each in schedules]
    return Reason.ENDED if all(end and end < first_day for end in ends) else Reason.NO_OPENING_THEN


def _without_time(question: Question, agenda: Id, window: Window) -> Reason | None:
    """Puts back one after the other all that takes time, and stops at what took the last of it."""
    absences = question.agendas.get(agenda, Agenda()).absences
    closing = replace(_bare(question), holidays=question.holidays, closing_days=question.closing_days)
    absent = replace(closing, agendas={agenda: Agenda(absences)})
    taken = replace(question, requirements=(), limits=())
    if not _fits(closing, window):
        return Reason.CLOSED
    if not _fits(absent, window):
        return Reason.ABSENT
    if not _fits(taken, window):
        left = any(each.span.free.end > question.now for each in free_times(taken, window))
        return Reason.GAP_TOO_SHORT if left else Reason.TAKEN
    return None if _fits(question, window) else Reason.REQUIREMENT_MISSING


def _without_permission(question: Question, window: Window, delays: Delays | None) -> Reason | None:
    left = creneaux(replace(question, limits=()), window)
    if not left:
        return Reason.OUT_OF_RANGE
    if delays:
        allowed = delays.window(question.now)
        too_soon = any(each.start < allowed.first for each in left)
        left = [each for each in left if allowed.holds(each.start)]
        if not left:
            return Reason.TOO_SOON if too_soon else Reason.TOO_LATE
    return _first_limit(question, left)


def _first_limit(question: Question, left: list[Creneau]) -> Reason | None:
    for limit in question.limits:
        left = [each for each in left if limit.allows(each)]
        if not left:
            return limit.reason
    return None


def _bare(question: Question) -> Question:
    """The openings alone: nothing closed, nobody away, nothing taken."""
    return replace(
        question,
        agendas={},
        holidays=frozenset(),
        closing_days=frozenset(),
        requirements=(),
        limits=(),
    )


def _fits(question: Question, window: Window) -> bool:
    return any(possible_starts(question, free) for free in free_times(question, window))
