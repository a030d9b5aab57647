"""Open a plage d'ouverture: its free time is searchable when the transaction ends."""

from collections.abc import Collection
from datetime import datetime

from booking.commands.index import lock_agendas, reindex_ahead
from booking.commands.plage_hours import check_hours
from booking.commands.prove_index import watch_index
from booking.commands.tell_agenda import tell_opened
from booking.commands.tell_opening import tell_opening
from booking.models import Motif, PlageOuverture
from foundation.actors import SYSTEM, Actor
from foundation.database.unit import unit_of_work


@unit_of_work
def open_plage(
    plage: PlageOuverture, motifs: Collection[Motif], *, now: datetime, by: Actor = SYSTEM
) -> PlageOuverture:
    """Save a new plage with its motifs and index it over the whole horizon. Raises ImpossibleHours."""
    check_hours(plage)
    lock_agendas([plage.agenda_id])
    plage.save()
    plage.motifs.set(motifs)
    reindex_ahead([plage.agenda_id], now)
    tell_opening([plage.agenda_id], now)
    watch_index(now)
    tell_opened(plage, by=by)
    return plage
