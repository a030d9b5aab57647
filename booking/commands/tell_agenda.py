"""What changes in the plages and absences of an agenda is told to who receives there.

Not what the system does: a whole administration that is loaded writes to nobody.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from booking.availability.schedule import Schedule
from booking.events import AbsenceDeclared, AbsenceRemoved, PlageChanged, PlageClosed, PlageOpened
from booking.models import Absence, Agenda, PlageOuverture
from booking.queries.schedule_calendar import first_starts
from booking.queries.schedules import schedule_of_absence, schedule_of_plage
from foundation.actors import SYSTEM, Actor
from foundation.outbox.events import publish


def tell_opened(plage: PlageOuverture, *, by: Actor) -> None:
    if by != SYSTEM:
        publish(PlageOpened(plage_id=plage.pk, agenda_id=plage.agenda_id, by=by.kind, by_agent=by.agent_id))


def tell_changed(plage: PlageOuverture, was: Schedule, *, by: Actor, following: int | None = None) -> None:
    """`was`: before. `following`: what goes on from a day, when this one was cut."""
    if by != SYSTEM:
        publish(
            PlageChanged(
                plage_id=plage.pk,
                agenda_id=plage.agenda_id,
                by=by.kind,
                by_agent=by.agent_id,
                was=_starts(plage.agenda, was),
                following=following,
            )
        )


def tell_closed(plage: PlageOuverture, *, by: Actor) -> None:
    """Before the row goes."""
    if by != SYSTEM:
        publish(
            PlageClosed(
                plage_id=plage.pk,
                agenda_id=plage.agenda_id,
                by=by.kind,
                by_agent=by.agent_id,
                was=_starts(plage.agenda, schedule_of_plage(plage)),
                last_day=plage.last_day if plage.recurrence else plage.first_day,
            )
        )


def tell_declared(absence: Absence, *, by: Actor) -> None:
    if by != SYSTEM:
        publish(
            AbsenceDeclared(
                absence_id=absence.pk, agenda_id=absence.agenda_id, by=by.kind, by_agent=by.agent_id
            )
        )


def tell_removed(absence: Absence, *, by: Actor) -> None:
    """Before the row goes."""
    if by != SYSTEM:
        schedule = schedule_of_absence(absence)
        publish(
            AbsenceRemoved(
                absence_id=absence.pk,
                agenda_id=absence.agenda_id,
                by=by.kind,
                by_agent=by.agent_id,
                was=_starts(absence.agenda, schedule),
                last_day=schedule.recurrence.until if schedule.recurrence else absence.last_day,
            )
        )


def _starts(agenda: Agenda, schedule: Schedule) -> tuple[datetime, ...]:
    return first_starts(schedule, ZoneInfo(agenda.organisation.time_zone))
