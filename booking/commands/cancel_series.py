"""Cancel a session and those of its series that come after it."""

from datetime import datetime

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.index import lock_agendas
from booking.models import Occupation, Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden


@unit_of_work
def cancel_series(session: Rdv, *, by: Actor, now: datetime) -> list[Rdv]:
    """Together, or none. Those cancelled already, or past, stay as they are. Raises Forbidden, AlreadyOver."""
    if not by.is_agent:
        raise Forbidden
    rows = Rdv.objects.filter(seats__isnull=False, status=RdvStatus.SCHEDULED, ends_at__gt=now)
    if session.series is None:
        rows = rows.filter(pk=session.pk)
    else:
        rows = rows.filter(series=session.series, starts_at__gte=session.starts_at)
    # At once and in their order, before each takes its own.
    lock_agendas(Occupation.objects.filter(rdv__in=rows).values_list("agenda_id", flat=True))
    return [cancel_by_service(each, by=by, now=now) for each in rows.order_by("starts_at", "pk")]
