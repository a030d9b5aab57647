"""The search itself: openings − busy time → free time → starts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from booking.availability.free import FreeSpan, busy_time, free_spans
from booking.availability.interval import Interval, touching
from booking.availability.keys import Id, Key
from booking.availability.question import Agenda, Creneau, Opening, Question
from booking.availability.requirements import assign, joint_time
from booking.availability.starts import starts
from booking.availability.wall_clock import ONE_DAY, local_day, whole_day
from booking.availability.window import Window

_IDLE = Agenda()


class FreeTime(NamedTuple):
    opening: Opening
    lane: int
    span: FreeSpan


def creneaux(question: Question, window: Window) -> list[Creneau]:
    """One per (start, opening), by start; openings with the same start in the order given."""
    found: dict[tuple[Id, datetime], Creneau] = {}
    for free in free_times(question, window):
        for start in possible_starts(question, free):
            creneau = Creneau(start, free.opening.agenda, free.opening.lieu, free.opening.id, free.lane)
            if window.holds(start) and all(limit.allows(creneau) for limit in question.limits):
                found.setdefault((creneau.opening, start), creneau)
    return sorted(found.values(), key=lambda creneau: creneau.start)


def free_times(question: Question, window: Window) -> Iterator[FreeTime]:
    """Free time of the openings that touch the window and are not over. It is whole: the window cuts nothing,
    because the grid begins where free time does."""
    first_day = local_day(window.first, question.zone) - ONE_DAY
    last_day = local_day(window.last, question.zone)
    busy: dict[tuple[Id, bool], list[list[Interval]]] = {}
    for opening in question.receiving():
        key = (opening.agenda, opening.on_holidays)
        if key not in busy:
            busy[key] = _busy_lanes(question, opening, first_day, last_day)
        for lane, taken in enumerate(busy[key], start=1):
            for span in free_spans(
                opening.schedule, zone=question.zone, first_day=first_day, last_day=last_day, busy=taken
            ):
                if span.opening.start <= window.last and span.opening.end > max(window.first, question.now):
                    yield FreeTime(opening, lane, span)


def possible_starts(question: Question, free: FreeTime) -> list[datetime]:
    """Without window nor limits; with requirements, only starts at which each can be served."""
    span, grid = free.span, question.grid
    if not question.requirements:
        return starts(span.free, grid, now=question.now, opened_at=span.opening.start)
    receiver = _receiver(question, free)
    found = {
        start
        for together in joint_time([span.free], question.requirements, receiver=receiver)
        for start in starts(together, grid, now=question.now, opened_at=span.opening.start)
    }
    return [
        start
        for start in sorted(found)
        if assign(grid.span(start), question.requirements, receiver=receiver) is not None
    ]


def _receiver(question: Question, free: FreeTime) -> Key:
    agenda = question.agendas.get(free.opening.agenda, _IDLE)
    return free.opening.agenda if len(agenda.lanes) == 1 else (free.opening.agenda, free.lane)


def _busy_lanes(
    question: Question, opening: Opening, first_day: date, last_day: date
) -> list[list[Interval]]:
    horizon = Interval(
        whole_day(first_day, question.zone).start, whole_day(last_day + ONE_DAY, question.zone).end
    )
    agenda = question.agendas.get(opening.agenda, _IDLE)
    return [
        busy_time(
            zone=question.zone,
            first_day=first_day,
            last_day=last_day,
            closed_days=question.closed_days(opening),
            absences=agenda.absences,
            taken=touching(lane, horizon),
        )
        for lane in agenda.lanes
    ]
