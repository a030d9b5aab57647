"""Close a plage d'ouverture: for good, or from a day on. Rdvs already taken stay."""

from datetime import date, datetime, timedelta

from booking.commands.index import reindex_ahead
from booking.commands.plage_hours import lock_plage
from booking.commands.tell_agenda import tell_changed, tell_closed
from booking.queries.schedules import schedule_of_plage
from foundation.actors import SYSTEM, Actor
from foundation.database.unit import unit_of_work


@unit_of_work
def close_plage(plage_id: int, *, now: datetime, from_day: date | None = None, by: Actor = SYSTEM) -> None:
    """Without `from_day`, or when nothing came before it, no trace remains. Raises NotFound when it is closed."""
    plage = lock_plage(plage_id)
    if from_day is None or from_day <= plage.first_day:
        tell_closed(plage, by=by)
        # The rows of the index go with it.
        plage.delete()
    elif plage.recurrence and not (plage.last_day and plage.last_day < from_day):
        was = schedule_of_plage(plage)
        plage.last_day = from_day - timedelta(days=1)
        plage.save(update_fields=["last_day"])
        tell_changed(plage, was, by=by)
    reindex_ahead([plage.agenda_id], now)
