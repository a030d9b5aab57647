"""The reminders of a motif changed: those of its rdvs to come are planned again, some rdvs at a time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from booking.commands.plan_messages import (
    PRESENCE,
    REMINDER,
    plan_rows,
    presence_rows,
    ref_of,
    reminder_rows,
)
from booking.models import Motif, Participation, Rdv
from booking.queries.agent_rdvs import zone_of
from booking.queries.presence import ASK, GIVE_BACK, LAST_NOTICE, presence_times
from booking.queries.reminder_times import steps_of
from booking.vocabulary import RdvStatus
from foundation.database.unit import unit_of_work
from foundation.due.rows import cancel, plan

# Ref: "<motif id>:<rdv after which to go on>"; nothing after the colon is the beginning.
REPLAN = "booking.replan"
BATCH = 200


def replan_later(motif: Motif, *, now: datetime) -> None:
    """In the transaction that changes the motif; whoever asked does not wait for ten thousand rdvs."""
    plan(REPLAN, f"{motif.pk}:", now)


def replan_batch(ref: str, *, now: datetime) -> None:
    """Each rdv in its own transaction: none waits for another, and what was done stays done."""
    motif_id, _, after = ref.partition(":")
    rows = Rdv.objects.filter(motif=int(motif_id), status=RdvStatus.SCHEDULED, starts_at__gt=now)
    if after:
        rows = rows.filter(pk__gt=UUID(after))
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    for rdv_id in ids:
        replan_rdv(rdv_id, now=now)
    if len(ids) == BATCH:
        _go_on(f"{motif_id}:{ids[-1]}", now)


@unit_of_work
def replan_rdv(rdv_id: UUID, *, now: datetime) -> None:
    """Under the lock of the rdv: one that moves at this very moment keeps the reminders of its new time.

    What the former settings had planned at other moments stays, and finds nothing to do.
    """
    found = Rdv.objects.select_for_update(no_key=True, of=("self",)).filter(pk=rdv_id)
    rdv = found.select_related("organisation", "motif__organisation").first()
    if rdv is None or rdv.status != RdvStatus.SCHEDULED or rdv.starts_at <= now:
        return
    people = list(rdv.participations.filter(status=RdvStatus.SCHEDULED))
    _replan_reminders(rdv, people, now)
    _replan_presence(rdv, people, now)


def _replan_reminders(rdv: Rdv, people: Sequence[Participation], now: datetime) -> None:
    """A reminder whose moment has come may be on its way: its row is left alone."""
    rows = reminder_rows(rdv, people, now=now, booked_at=rdv.created_at)
    steps = [step for step in steps_of(rdv.motif.reminders) if step.moment(rdv.starts_at, zone_of(rdv)) > now]
    ahead = {ref_of(each.pk, step.seconds) for each in people for step in steps}
    cancel(REMINDER, *sorted(ahead - rows.keys()))
    plan_rows(REMINDER, rows)


def _replan_presence(rdv: Rdv, people: Sequence[Participation], now: datetime) -> None:
    """Nobody is asked late, and what was asked already goes on to its end, unless nothing is written any more. Who said
    that they come is left alone.
    """
    times = presence_times(rdv.motif, rdv.starts_at, zone_of(rdv))
    if rdv.motif.is_notified and times is not None and times.ask <= now:
        return
    rows = presence_rows(rdv, [each for each in people if each.confirmed_at is None], now=now)
    stages = {ref_of(each.pk, stage) for each in people for stage in (ASK, LAST_NOTICE, GIVE_BACK)}
    cancel(PRESENCE, *sorted(stages - rows.keys()))
    plan_rows(PRESENCE, rows)


@unit_of_work
def _go_on(ref: str, now: datetime) -> None:
    plan(REPLAN, ref, now)
