"""Give back the time of holds that are over."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from booking.commands.index import lock_agendas, reindex_freed
from booking.models import Hold, Occupation
from foundation.database.unit import unit_of_work
from foundation.due.rows import cancel

HOLD_EXPIRED = "booking.hold_expired"


def expired_on(agenda_ids: Collection[int], now: datetime) -> Q:
    """Holds that are over on some agendas: every hold or booking first frees those it meets."""
    over = Occupation.objects.filter(agenda__in=agenda_ids, hold__expires_at__lte=now)
    return Q(pk__in=over.values("hold"))


def drop_holds(which: Q, *, on: Collection[int]) -> None:
    """Delete holds and recompute the days they kept. `on`: the agendas that the caller has locked.

    Of a hold that keeps other agendas too, only what is on these goes: its due row, or who wants the rest, ends it.
    """
    holds = set(Hold.objects.filter(which).values_list("pk", flat=True))
    if not holds:
        return
    kept = list(Occupation.objects.filter(hold__in=holds))
    freed = [each for each in kept if each.agenda_id in on]
    Occupation.objects.filter(pk__in=[each.pk for each in freed]).delete()
    over = holds - {each.hold_id for each in kept if each.agenda_id not in on}
    Hold.objects.filter(pk__in=over).delete()
    cancel(HOLD_EXPIRED, *over)
    reindex_freed(freed)


@unit_of_work
def expire_holds(hold_ids: Sequence[UUID], *, now: datetime) -> None:
    """Those that are really over: an extended hold is left alone."""
    agenda_ids = Occupation.objects.filter(hold__in=hold_ids).values_list("agenda_id", flat=True)
    locked = {agenda.pk for agenda in lock_agendas(agenda_ids)}
    drop_holds(Q(pk__in=hold_ids, expires_at__lte=now), on=locked)
