"""Days on which a whole organisation is closed, beside legal holidays. Rdvs already taken stay."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from booking.commands.index import lock_agendas, reindex
from booking.commands.tell_opening import tell_opening
from booking.models import Agenda, Organisation
from booking.queries.closing import own_closed_days
from booking.queries.horizon import horizon
from foundation.database.unit import unit_of_work


@unit_of_work
def close_days(organisation_id: int, days: Collection[date], *, now: datetime) -> Organisation:
    """These days and no others."""
    agendas = Agenda.objects.filter(organisation=organisation_id)
    lock_agendas(agendas.values_list("pk", flat=True))
    # A stronger lock than the commands': an agenda that is being added ends first, and is then seen here.
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    agenda_ids = [agenda.pk for agenda in lock_agendas(agendas.values_list("pk", flat=True))]
    changed = own_closed_days(organisation) ^ frozenset(days)
    organisation.closed_on = sorted(day.isoformat() for day in set(days))
    organisation.save(update_fields=["closed_on"])
    first, last = horizon(now)
    for day in sorted(changed):
        if first <= day <= last + timedelta(days=1):
            # An opening of the eve may run into it.
            reindex(agenda_ids, day - timedelta(days=1), day)
    if changed:
        tell_opening(agenda_ids, now)
    return organisation
