"""Give an rdv another time: the old one is freed only if the new one is taken, in one transaction."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from booking.commands.again import begin_again, lock_as_seen
from booking.commands.check_quota import check_quota_again
from booking.commands.index import reindex, reindex_freed
from booking.commands.keep_for_waiting import keep_for_waiting
from booking.commands.plan_messages import forget_reminders, plan_reminders
from booking.commands.refusals import SessionStays
from booking.commands.take_time import occupations_of, take_time
from booking.commands.wanted import Taken, Wanted
from booking.events import RdvMoved
from booking.models import Occupation, Rdv
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish

# Raises when the rdv may not be moved. Asked twice: before anything is locked, and as the rdv is under the lock.
type Check = Callable[[Rdv], None]


def rdv_to_move(rdv_id: UUID) -> Rdv:
    return Rdv.objects.select_related("motif__organisation").get(pk=rdv_id)


@begin_again
@unit_of_work
def change_time(rdv_id: UUID, wanted: Wanted, check: Check, *, by: Actor, now: datetime) -> Rdv:
    """Whoever asks: `check` says whether they may. Asked twice, moved once.

    Raises SessionStays, QuotaReached, CreneauTaken; the rdv is then where it was.
    """
    seen = rdv_to_move(rdv_id)
    if seen.is_session:
        raise SessionStays
    check(seen)
    if _is_there(seen, wanted):
        return seen
    old = list(Occupation.objects.filter(rdv=seen))
    taken = take_time(wanted, now=now, releasing=seen)
    rdv = lock_as_seen(seen)
    check(rdv)
    check_quota_again(rdv, starts_at=wanted.starts_at, by=by)
    _write(rdv, wanted, taken, by)
    _free(seen, wanted, old, now)
    if rdv.starts_at != seen.starts_at:
        _ask_again(rdv, now)
    publish(
        RdvMoved(
            rdv_id=rdv.pk,
            from_at=seen.starts_at,
            by=by.kind,
            by_agent=by.agent_id,
            overlap=not taken.exclusive,
            from_lieu=seen.lieu_id,
            former_agendas=tuple(each.agenda_id for each in old),
        )
    )
    return rdv


def _is_there(rdv: Rdv, wanted: Wanted) -> bool:
    same = (rdv.starts_at, rdv.lieu_id) == (wanted.starts_at, wanted.lieu_id)
    return same and (not wanted.agenda_ids or rdv.agenda_id in wanted.agenda_ids)


def _write(rdv: Rdv, wanted: Wanted, taken: Taken, by: Actor) -> None:
    rdv.starts_at, rdv.ends_at = wanted.starts_at, wanted.starts_at + wanted.motif.duration
    rdv.lieu_id, rdv.agenda_id, rdv.sequence = wanted.lieu_id, taken.agenda_id, rdv.sequence + 1
    rdv.save(update_fields=["starts_at", "ends_at", "lieu", "agenda", "sequence"])
    Occupation.objects.bulk_create(occupations_of(wanted, taken, rdv=rdv, overlapped_by=by.id))
    reindex({taken.agenda_id, *(agenda_id for agenda_id, _ in taken.beside)}, *wanted.days)


def _free(seen: Rdv, wanted: Wanted, old: Collection[Occupation], now: datetime) -> None:
    reindex_freed(old)
    if seen.agenda_id:
        was = Wanted(
            motif=wanted.motif,
            lieu_id=seen.lieu_id,
            starts_at=seen.starts_at,
            agenda_ids=[seen.agenda_id],
        )
        keep_for_waiting(was, old, first=now, now=now)


def _ask_again(rdv: Rdv, now: datetime) -> None:
    """Who had said that they come said it of another hour."""
    rdv.participations.filter(confirmed_at__isnull=False).update(confirmed_at=None)
    forget_reminders(rdv)
    plan_reminders(rdv, now)
