"""Cancel: the time is free again in the same transaction."""

from datetime import datetime

from booking.commands.again import Meanwhile, begin_again
from booking.commands.index import lock_agendas, reindex_freed
from booking.commands.keep_for_waiting import keep_for_waiting
from booking.commands.leave_session import leave
from booking.commands.plan_messages import forget_reminders
from booking.commands.refusals import AlreadyOver, SummonsStays, TooLateToCancel
from booking.commands.use_invitation import give_uses_back
from booking.commands.wanted import Wanted
from booking.events import RdvCancelled
from booking.models import Occupation, Participation, Rdv
from booking.policies import may_cancel_online
from booking.queries.people import granted
from booking.vocabulary import UNDO_FOR, RdvStatus
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden
from foundation.outbox.events import publish


@begin_again
@unit_of_work
def cancel_by_usager(participation: Participation, *, by: Actor, now: datetime) -> Rdv:
    """By the holder of the link. Cancelling twice is cancelling once. Raises TooLateToCancel, and its
    kind SummonsStays.

    Of a session, it gives one seat back.
    """
    if participation.rdv.is_session:
        return leave(participation, by=by, now=now).rdv
    rdv = lock_rdv(participation.rdv)
    if rdv.is_cancelled:
        return rdv
    # What was read before the lock may have moved, or been honoured, since.
    fresh = Participation.objects.select_related("rdv__motif").get(pk=participation.pk)
    if not may_cancel_online(fresh, now):
        raise SummonsStays if fresh.rdv.motif.is_convocation else TooLateToCancel
    return cancel_locked(rdv, RdvStatus.CANCELLED_BY_USAGER, by, now)


@begin_again
@unit_of_work
def cancel_by_service(rdv: Rdv, *, by: Actor, now: datetime) -> Rdv:
    """By an agent, at any time until an outcome is noted. Raises Forbidden, AlreadyOver."""
    if not by.is_agent:
        raise Forbidden
    rdv = lock_rdv(rdv)
    if rdv.is_cancelled:
        return rdv
    if rdv.status != RdvStatus.SCHEDULED:
        raise AlreadyOver
    return cancel_locked(rdv, RdvStatus.CANCELLED_BY_SERVICE, by, now)


def lock_rdv(rdv: Rdv) -> Rdv:
    """Agendas first, as everywhere; then the row as it is now, unless it moved to another agenda meanwhile."""
    locked = {agenda.pk for agenda in lock_agendas(rdv.occupations.values_list("agenda_id", flat=True))}
    rdv = Rdv.objects.select_for_update(no_key=True, of=("self",)).select_related("motif").get(pk=rdv.pk)
    if not locked >= set(rdv.occupations.values_list("agenda_id", flat=True)):
        raise Meanwhile
    return rdv


def cancel_locked(rdv: Rdv, status: RdvStatus, by: Actor, now: datetime, *, unconfirmed: bool = False) -> Rdv:
    rdv.status, rdv.cancelled_at, rdv.sequence = status, now, rdv.sequence + 1
    rdv.save(update_fields=["status", "cancelled_at", "sequence"])
    expected = rdv.participations.filter(status=RdvStatus.SCHEDULED)
    give_uses_back(expected)
    expected.update(status=status)
    freed = list(Occupation.objects.filter(rdv=rdv))
    Occupation.objects.filter(rdv=rdv).delete()
    reindex_freed(freed)
    if rdv.agenda_id and not rdv.is_session:
        was = Wanted(
            motif=granted(rdv.motif, rdv.people),
            lieu_id=rdv.lieu_id,
            starts_at=rdv.starts_at,
            agenda_ids=[rdv.agenda_id],
        )
        keep_for_waiting(was, freed, first=now + UNDO_FOR, now=now)
    forget_reminders(rdv)
    publish(
        RdvCancelled(
            rdv_id=rdv.pk,
            by=by.kind,
            by_agent=by.agent_id,
            former_agendas=tuple(each.agenda_id for each in freed),
            unconfirmed=unconfirmed,
        )
    )
    return rdv
