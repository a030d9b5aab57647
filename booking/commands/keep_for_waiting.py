"""A time that has just been freed is kept for those who wait, before it is anybody's.

It is a hold like any other, whose agendas are locked whenever something is decided about it. Where times are traded
(`Motif.release_within_s`) it comes back to everybody at a moment that nobody can foresee: who cancels one to hand it
over to a buyer loses it.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Q

from booking.commands.again import Meanwhile
from booking.commands.expire_holds import drop_holds
from booking.commands.hold_creneau import Visitor, write_hold
from booking.commands.index import lock_agendas
from booking.commands.take_time import verified
from booking.commands.tell_opening import tell_opening
from booking.commands.wanted import Taken, Wanted
from booking.models import Hold, Occupation
from booking.queries.creneaux import delays_of
from booking.queries.files_attente import in_line, last_call, may_be_offered, somebody_waits
from foundation.due.rows import cancel, plan

# Ref: the id of the hold.
OFFER = "booking.offer"
# No session of a browser bears such a mark.
MARK = "attente:"


def keep_for_waiting(
    wanted: Wanted, freed: Collection[Occupation], *, first: datetime, now: datetime
) -> None:
    """After the freed occupations were deleted and their days reindexed, their agendas still locked.

    `wanted.agenda_ids` names who was to receive; `first` is when the first offer may leave. One query when nobody
    waits for anything.
    """
    traded = _may_be_delayed(wanted, now)
    if not (traded or somebody_waits()):
        return
    if not (traded or _is_awaited(wanted, first, now)):
        # Perhaps of use to who waits for another motif of the same agenda.
        tell_opening(wanted.agenda_ids, now, during=wanted.span)
        return
    (receiving,) = wanted.agenda_ids
    beside = {each.agenda_id for each in freed} - {receiving}
    # The agenda may be closed by now, or the time off the citizens' grid.
    taken = verified(wanted, receiving, beside)
    if taken:
        keep(wanted, taken, first=first)
    else:
        tell_opening(wanted.agenda_ids, now, during=wanted.span)


def keep(wanted: Wanted, taken: Taken, *, first: datetime) -> Hold:
    """Of a time taken in this transaction."""
    until = last_call(wanted.motif, wanted.starts_at)
    visitor = Visitor(mark=f"{MARK}{uuid4().hex}", address_hash="")
    hold = write_hold(wanted, taken, visitor=visitor, until=until)
    plan(OFFER, hold.pk, first)
    return hold


def lock_kept(hold_id: UUID, *, also: Collection[int] = ()) -> Hold | None:
    """With its agendas, and the agendas `also` named. None when it is over, or was taken."""
    kept = Occupation.objects.filter(hold=hold_id, hold__visitor__startswith=MARK)
    locked = {agenda.pk for agenda in lock_agendas([*kept.values_list("agenda_id", flat=True), *also])}
    hold = Hold.objects.select_related("motif__organisation").filter(pk=hold_id).first()
    if hold and not locked >= set(kept.values_list("agenda_id", flat=True)):
        raise Meanwhile
    return hold


def give_to_public(hold: Hold, now: datetime) -> None:
    """Its agendas locked. At once, or once a delay drawn by lot is over."""
    back = _drawn(hold, now)
    if back:
        hold.is_extended = True
        hold.save(update_fields=["is_extended"])
        plan(OFFER, hold.pk, back)
        return
    agendas = set(Occupation.objects.filter(hold=hold).values_list("agenda_id", flat=True))
    drop_holds(Q(pk=hold.pk), on=agendas)
    cancel(OFFER, hold.pk)


def _may_be_delayed(wanted: Wanted, now: datetime) -> bool:
    return bool(wanted.motif.release_within_s) and last_call(wanted.motif, wanted.starts_at) > now


def _drawn(hold: Hold, now: datetime) -> datetime | None:
    """None when it had its delay already, or when its motif asks none. Never past the last call."""
    left = int(min(hold.motif.release_within_s, (hold.expires_at - now).total_seconds()))
    if hold.is_extended or left <= 0:
        return None
    return now + timedelta(seconds=1 + secrets.randbelow(left))


def _is_awaited(wanted: Wanted, first: datetime, now: datetime) -> bool:
    if not may_be_offered(wanted.motif, wanted.starts_at, first):
        return False
    if not delays_of(wanted.motif).window(now).holds(wanted.starts_at):
        return False
    (receiving,) = wanted.agenda_ids
    line = in_line(
        wanted.motif, lieu_id=wanted.lieu_id, starts_at=wanted.starts_at, now=now, agenda_id=receiving
    )
    return line.exists()
