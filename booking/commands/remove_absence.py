"""Remove an absence: the times it covered are offered again."""

from datetime import datetime

from booking.commands.index import lock_agendas, reindex_ahead
from booking.commands.tell_agenda import tell_removed
from booking.commands.tell_opening import tell_opening
from booking.models import Absence
from foundation.actors import SYSTEM, Actor
from foundation.database.unit import unit_of_work


@unit_of_work
def remove_absence(absence_id: int, *, now: datetime, by: Actor = SYSTEM) -> None:
    """Removing twice is removing once."""
    agenda_ids = list(Absence.objects.filter(pk=absence_id).values_list("agenda_id", flat=True))
    lock_agendas(agenda_ids)
    absence = Absence.objects.filter(pk=absence_id).select_related("agenda").first()
    if absence is not None:
        tell_removed(absence, by=by)
        absence.delete()
    reindex_ahead(agenda_ids, now)
    tell_opening(agenda_ids, now)
