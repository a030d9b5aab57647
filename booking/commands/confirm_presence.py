"""« Je viens »: said by the person, on a page or by SMS, or noted by an agent on the phone."""

from datetime import datetime

from booking.commands.plan_messages import forget_presence
from booking.commands.refusals import AlreadyOver
from booking.events import PresenceConfirmed
from booking.models import Participation
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish


@unit_of_work
def confirm_presence(participation: Participation, *, by: Actor, now: datetime) -> Participation:
    """Said twice, it is said once. Raises AlreadyOver when the rdv was cancelled or has begun."""
    locked = Participation.objects.select_for_update(no_key=True, of=("self",))
    fresh = locked.select_related("rdv__motif", "usager").get(pk=participation.pk)
    to_come = fresh.status == RdvStatus.SCHEDULED and not fresh.rdv.is_cancelled and fresh.rdv.starts_at > now
    if not to_come:
        raise AlreadyOver
    if fresh.confirmed_at:
        return fresh
    fresh.confirmed_at = now
    fresh.save(update_fields=["confirmed_at"])
    if fresh.rdv.motif.presence:
        forget_presence(fresh.pk)
    publish(
        PresenceConfirmed(rdv_id=fresh.rdv_id, participation_id=fresh.pk, by=by.kind, by_agent=by.agent_id)
    )
    return fresh
