"""Change an agenda: put it out of use or back, give it more or fewer lanes. Rdvs already taken stay."""

from datetime import datetime

from booking.commands.index import lock_agendas, reindex_ahead
from booking.commands.tell_opening import tell_opening
from booking.models import Agenda, Occupation
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
    if "capacity" in changed:
        _fold_lanes(agenda, now)
    agenda.save(update_fields=changed)
    if {"is_active", "capacity"} & set(changed):
        reindex_ahead([agenda_id], now)
        tell_opening([agenda_id], now)
    return agenda


def _fold_lanes(agenda: Agenda, now: datetime) -> None:
    """What occupied a lane that is gone goes to one that remains, and overlaps there when none is free: a time taken
    must never look free because nobody reads its lane any more.
    """
    for each in Occupation.objects.filter(agenda=agenda, lane__gt=agenda.capacity, during__endswith__gt=now):
        there = Occupation.objects.filter(
            agenda=agenda, during__overlap=each.during, lane__lte=agenda.capacity
        )
        taken = set(there.values_list("lane", flat=True))
        free = next((lane for lane in range(1, agenda.capacity + 1) if lane not in taken), None)
        each.lane, each.exclusive = free or 1, each.exclusive and free is not None
        each.save(update_fields=["lane", "exclusive"])
