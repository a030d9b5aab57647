"""From rows to the engine's words."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from booking.availability.recurrence import Every, Recurrence
from booking.availability.schedule import Period, Schedule
from booking.models import Absence, PlageOuverture

type Stored = Mapping[str, Any]


def schedule_of_plage(plage: PlageOuverture) -> Schedule:
    rule: Stored = plage.recurrence
    return Schedule(
        first_day=plage.first_day,
        periods=_periods(plage.periods),
        recurrence=_recurrence(rule, plage.last_day),
        skipped=frozenset(date.fromisoformat(day) for day in rule.get("except_on", [])),
        changed={date.fromisoformat(day): _periods(hours) for day, hours in rule.get("changes", {}).items()},
    )


def schedule_of_absence(absence: Absence) -> Schedule:
    until = absence.recurrence.get("until")
    return Schedule(
        first_day=absence.first_day,
        periods=(Period(absence.start_time, absence.end_time),),
        recurrence=_recurrence(absence.recurrence, date.fromisoformat(until) if until else None),
        end_day=None if absence.recurrence else absence.last_day,
    )


def _recurrence(rule: Stored, until: date | None) -> Recurrence | None:
    if not rule.get("every"):
        return None
    return Recurrence(
        every=Every(rule["every"]),
        interval=rule.get("interval", 1),
        weekdays=frozenset(rule.get("weekdays", [])),
        nth=rule.get("nth"),
        until=until,
    )


def _periods(stored: Sequence[Sequence[str]]) -> tuple[Period, ...]:
    return tuple(Period(time.fromisoformat(start), time.fromisoformat(end)) for start, end in stored)
