"""Declare an absence: the times it covers stop being offered. Rdvs already taken stay, and are returned."""

from datetime import datetime

from booking.commands.index import lock_agendas, reindex_ahead
from booking.commands.refusals import ImpossibleHours
from booking.commands.tell_agenda import tell_declared
from booking.models import Absence, Rdv
from booking.queries.absences import rdvs_hit
from booking.queries.schedules import schedule_of_absence
from foundation.actors import SYSTEM, Actor
from foundation.database.unit import unit_of_work


@unit_of_work
def declare_absence(absence: Absence, *, now: datetime, by: Actor = SYSTEM) -> list[Rdv]:
    """The rdvs to come that fall within it: somebody must tell people. Raises ImpossibleHours."""
    try:
        schedule_of_absence(absence)
    except ValueError as error:
        raise ImpossibleHours from error
    lock_agendas([absence.agenda_id])
    absence.save()
    reindex_ahead([absence.agenda_id], now)
    tell_declared(absence, by=by)
    return rdvs_hit(absence, now=now)
