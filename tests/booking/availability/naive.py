"""The rules once more, minute by minute and day by day: slow, obvious, and without the engine's algebra."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from booking.availability.question import Agenda, Opening, Question
from booking.availability.recurrence import LAST, Every, Recurrence
from booking.availability.schedule import Period, Schedule
from booking.availability.starts import Anchor
from booking.availability.wall_clock import MIDNIGHT

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def falls_on(rule: Recurrence, anchor: date, day: date) -> bool:
    if day < anchor or (rule.until and day > rule.until):
        return False
    weekdays = rule.weekdays or {anchor.isoweekday()}
    if rule.every is Every.WEEK:
        weeks = (
            (day - timedelta(days=day.weekday())) - (anchor - timedelta(days=anchor.weekday()))
        ).days // 7
        return weeks % rule.interval == 0 and day.isoweekday() in weekdays
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    if months % rule.interval:
        return False
    if rule.nth is None:
        return day.day == anchor.day
    rank = (day.day - 1) // 7 + 1
    is_last = day.day + 7 > monthrange(day.year, day.month)[1]
    return day.isoweekday() in weekdays and (is_last if rule.nth == LAST else rank == rule.nth)


def happens_on(schedule: Schedule, day: date) -> bool:
    if day in schedule.skipped:
        return False
    if schedule.recurrence is None:
        return day == schedule.first_day
    return falls_on(schedule.recurrence, schedule.first_day, day)


def period_minutes(period: Period, day: date, zone: tzinfo) -> Iterator[datetime]:
    end_day = day + DAY if period.end <= period.start or period.end == MIDNIGHT else day
    minute = datetime.combine(day, period.start, tzinfo=zone).astimezone(UTC)
    end = datetime.combine(end_day, period.end, tzinfo=zone).astimezone(UTC)
    while minute < end:
        yield minute
        minute += MINUTE


def minutes_on(schedule: Schedule, day: date, zone: tzinfo) -> set[datetime]:
    if not happens_on(schedule, day):
        return set()
    hours = schedule.changed.get(day, schedule.periods)
    return {minute for period in hours for minute in period_minutes(period, day, zone)}


def runs(minutes: Iterable[datetime]) -> list[tuple[datetime, datetime]]:
    found: list[tuple[datetime, datetime]] = []
    for minute in sorted(minutes):
        if found and found[-1][1] == minute:
            found[-1] = (found[-1][0], minute + MINUTE)
        else:
            found.append((minute, minute + MINUTE))
    return found


def starts(question: Question, days: list[date]) -> set[tuple[int | str, datetime]]:
    """(opening, start) of all that opens on those days, whatever the lane, window, limits or requirements."""
    found: set[tuple[int | str, datetime]] = set()
    for opening in question.openings:
        agenda = question.agendas.get(opening.agenda, Agenda())
        for lane in range(len(agenda.lanes)):
            for day in days:
                found |= {(opening.id, start) for start in _on_lane(question, opening, lane, day)}
    return found


def _on_lane(question: Question, opening: Opening, lane: int, day: date) -> Iterator[datetime]:
    open_minutes = minutes_on(opening.schedule, day, question.zone)
    free = {minute for minute in open_minutes if not _is_busy(question, opening, lane, minute)}
    free -= {minute for each in (day - DAY, day, day + DAY) for minute in _away(question, opening, each)}
    for opened_at, closed_at in runs(open_minutes):
        if closed_at > question.now:
            for start, end in runs(minute for minute in free if opened_at <= minute < closed_at):
                yield from _cut(question, opened_at, start, end)


def _is_busy(question: Question, opening: Opening, lane: int, minute: datetime) -> bool:
    local = minute.astimezone(question.zone).date()
    closed = local in question.closing_days or (local in question.holidays and not opening.on_holidays)
    taken = question.agendas.get(opening.agenda, Agenda()).lanes[lane]
    return closed or any(each.start <= minute < each.end for each in taken)


def _away(question: Question, opening: Opening, day: date) -> Iterator[datetime]:
    for absence in question.agendas.get(opening.agenda, Agenda()).absences:
        yield from minutes_on(absence, day, question.zone)


def _cut(question: Question, opened_at: datetime, start: datetime, end: datetime) -> Iterator[datetime]:
    grid, now = question.grid, question.now
    step = grid.step or grid.duration
    candidate = start + grid.before
    if grid.anchor is Anchor.OPENING:
        candidate = opened_at + grid.before
        while candidate < now or candidate - grid.before < start:
            candidate += step
    while candidate < now:
        candidate += timedelta(minutes=5)
    while candidate + grid.duration + grid.after <= end:
        yield candidate
        candidate += step
