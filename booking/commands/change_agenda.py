"""Change an agenda: put it out of use or back, give it more lanes. Rdvs already taken stay."""

from datetime import datetime

from booking.commands.index import lock_agendas, reindex_ahead
from booking.models import Agenda
from foundation.database.unit import unit_of_work
from foundation.errors import NotFound


@unit_of_work
def change_agenda(
    agenda_id: int,
    *,
    now: datetime,
    is_active: bool | None = None,
    capacity: int | None = None,
    title: str | None = None,
) -> Agenda:
    """What is None stays. An inactive agenda offers nothing. Raises NotFound."""
    locked = lock_agendas([agenda_id])
    if not locked:
        raise NotFound
    (agenda,) = locked
    wanted = {"is_active": is_active, "capacity": capacity, "title": title}
    changed = [name for name, value in wanted.items() if value not in (None, getattr(agenda, name))]
    for name in changed:
        setattr(agenda, name, wanted[name])
    agenda.save(update_fields=changed)
    if {"is_active", "capacity"} & set(changed):
        reindex_ahead([agenda_id], now)
    return agenda
