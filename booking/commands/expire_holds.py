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


def drop_holds(which: Q) -> None:
    """Delete holds and recompute the days they kept. Their agendas are already locked by the caller."""
    kept = list(Occupation.objects.filter(hold__in=Hold.objects.filter(which)))
    if not kept:
        return
    holds = {occupation.hold_id for occupation in kept if occupation.hold_id}
    Occupation.objects.filter(hold__in=holds).delete()
    Hold.objects.filter(pk__in=holds).delete()
    cancel(HOLD_EXPIRED, *holds)
    reindex_freed(kept)


@unit_of_work
def expire_holds(hold_ids: Sequence[UUID], *, now: datetime) -> None:
    """Those that are really over: an extended hold is left alone."""
    agenda_ids = Occupation.objects.filter(hold__in=hold_ids).values_list("agenda_id", flat=True)
    lock_agendas(agenda_ids)
    drop_holds(Q(pk__in=hold_ids, expires_at__lte=now))
