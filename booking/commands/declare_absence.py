"""Declare an absence: the times it covers stop being offered. Rdvs already taken stay."""

from datetime import datetime

from booking.commands.index import lock_agendas, reindex_ahead
from booking.models import Absence
from foundation.database.unit import unit_of_work


@unit_of_work
def declare_absence(absence: Absence, *, now: datetime) -> Absence:
    lock_agendas([absence.agenda_id])
    absence.save()
    reindex_ahead([absence.agenda_id], now)
    return absence
