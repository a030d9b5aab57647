"""Give a session more seats, or fewer."""

from datetime import datetime

from booking.commands.refusals import AlreadyOver
from booking.models import Rdv
from booking.vocabulary import CANCELLED
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden, NotFound, Refusal


class SeatsTaken(Refusal):
    code = "places-prises"
    sentence = (
        "Plus de personnes sont déjà inscrites. Retirez quelqu’un avant de réduire le nombre de places."
    )
    status = 422


@unit_of_work
def change_seats(rdv: Rdv, seats: int, *, by: Actor, now: datetime) -> Rdv:
    """At least as many as are in; of a session entered beyond its seats, at least what it had.

    Raises Forbidden, NotFound, AlreadyOver, SeatsTaken.
    """
    if not by.is_agent:
        raise Forbidden
    session = Rdv.objects.select_for_update(no_key=True).filter(pk=rdv.pk, seats__isnull=False).first()
    if session is None or session.seats is None:
        raise NotFound
    if session.is_cancelled or session.ends_at <= now:
        raise AlreadyOver
    inside = session.participations.exclude(status__in=CANCELLED).count()
    if seats < 1 or seats < min(inside, session.seats):
        raise SeatsTaken(inside=inside)
    session.seats = seats
    session.save(update_fields=["seats"])
    return session
