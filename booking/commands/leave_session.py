"""Leave a session: the seat is free again, the session goes on."""

from collections.abc import Sequence
from datetime import datetime

from booking.commands.plan_messages import forget_reminders
from booking.commands.refusals import AlreadyOver, SummonsStays, TooLateToCancel
from booking.commands.use_invitation import give_uses_back
from booking.events import ParticipationLeft
from booking.models import Participation, Rdv
from booking.policies import may_cancel_online
from booking.vocabulary import CANCELLED, RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish


@unit_of_work
def leave(participation: Participation, *, by: Actor, now: datetime) -> Participation:
    """An usager within the motif's limit, an agent until the session is over. Leaving twice is leaving once.

    Raises TooLateToCancel (SummonsStays), AlreadyOver.
    """
    rows = Rdv.objects.select_for_update(no_key=True, of=("self",)).select_related("motif")
    locked = rows.get(pk=participation.rdv_id)
    fresh = locked.participations.select_related("usager").get(pk=participation.pk)
    fresh.rdv = locked
    if fresh.status in CANCELLED or locked.is_cancelled:
        return fresh
    if not by.is_agent and not may_cancel_online(fresh, now):
        raise SummonsStays if locked.motif.is_convocation else TooLateToCancel
    if fresh.status != RdvStatus.SCHEDULED or locked.ends_at <= now:
        raise AlreadyOver
    fresh.status = RdvStatus.CANCELLED_BY_SERVICE if by.is_agent else RdvStatus.CANCELLED_BY_USAGER
    fresh.save(update_fields=["status"])
    if fresh.invitation_id:
        give_uses_back(locked.participations.filter(pk=fresh.pk))
    # The calendar of who leaves learns it by a higher sequence.
    locked.sequence += 1
    locked.save(update_fields=["sequence"])
    forget_reminders(locked, [fresh])
    publish(ParticipationLeft(rdv_id=locked.pk, participation_id=fresh.pk, by=by.kind, by_agent=by.agent_id))
    return fresh


@unit_of_work
def leave_together(places: Sequence[Participation], *, by: Actor, now: datetime) -> list[Participation]:
    """All of them, or nobody; the door makes sure that these places are theirs. Raises as `leave`."""
    return [leave(each, by=by, now=now) for each in sorted(places, key=lambda each: each.pk)]
