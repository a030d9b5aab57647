"""Presence to confirm, as a motif asks for it: when it is asked, until when, and whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from booking.models import Motif, Participation, Rdv, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.queries.rdvs import whole_participations
from booking.queries.reminder_times import by_day, steps_of
from booking.vocabulary import CreatedBy, MessageKind, RdvStatus, ReceiptState
from foundation.courier.channels import Channel

RELEASE = "release"
# A time is never given back later than this before the start, nor sooner than this after the last notice.
RELEASED_AT_LEAST = timedelta(hours=24)
NOTICE = timedelta(hours=6)
# Planned an hour sooner, for what is late.
PLANNED_AT_LEAST = RELEASED_AT_LEAST + timedelta(hours=1)
# What happens in turn, as due rows and receipts say it.
ASK, LAST_NOTICE, GIVE_BACK = "ask", "last", "free"
# More than anybody calls in a day.
MOST_TO_CALL = 200
# By how much the night may bring a moment forward, or put it off.
A_NIGHT = timedelta(hours=15)
# Whom no message reached is called when their rdv comes near, not a month before.
CALLED_WITHIN = timedelta(days=7)
TO_BE_KNOWN = (
    MessageKind.RDV_BOOKED,
    MessageKind.RDV_MOVED,
    MessageKind.REMINDER,
    MessageKind.PRESENCE_ASKED,
)
REACHED = (ReceiptState.QUEUED, ReceiptState.SENT, ReceiptState.DELIVERED)


@dataclass(frozen=True, slots=True)
class PresenceTimes:
    """Asked, asked a last time (where silence gives the time back), and the deadline: half of the time left, and a
    day at least for a time to be given back.
    """

    ask: datetime
    last: datetime
    deadline: datetime


def presence_times(motif: Motif, starts_at: datetime, zone: ZoneInfo) -> PresenceTimes | None:
    """None where presence is not to be confirmed."""
    before = timedelta(seconds=motif.presence.get("confirm_before_s", 0))
    if not before:
        return None
    half = before / 2
    if motif.presence.get("unconfirmed") == RELEASE and half >= RELEASED_AT_LEAST:
        half = max(half, PLANNED_AT_LEAST)
    # Giving back must stay possible after the night.
    deadline = by_day(starts_at - half, limit=starts_at, zone=zone, left=min(half, PLANNED_AT_LEAST))
    return PresenceTimes(
        ask=by_day(starts_at - before, limit=deadline, zone=zone, left=NOTICE),
        last=by_day(starts_at - before * 3 / 4, limit=deadline, zone=zone, left=NOTICE),
        deadline=deadline,
    )


def gives_back(rdv: Rdv, times: PresenceTimes) -> bool:
    """Whether silence gives the time back. Never that of an rdv given by an agent, which may be a convocation, nor a
    seat in a session, nor too close to the start: these people are called.
    """
    asked = rdv.motif.presence.get("unconfirmed") == RELEASE
    by_themselves = rdv.created_by == CreatedBy.USAGER and not rdv.is_session
    return asked and by_themselves and rdv.starts_at - times.deadline >= PLANNED_AT_LEAST


def to_call(now: datetime) -> Sequence[Participation]:
    """Who was asked and has not answered by the deadline, those whose time was not given back included (the last
    notice had not reached them); and whom none of our messages reached. The nearest rdv first, at most `MOST_TO_CALL`:
    two queries whatever there is. `unreached` tells them apart.
    """
    motifs = [motif for motif in Motif.objects.all() if motif.presence.get("confirm_before_s")]
    people = whole_participations().filter(
        confirmed_at=None, status=RdvStatus.SCHEDULED, rdv__status=RdvStatus.SCHEDULED, rdv__starts_at__gt=now
    )
    silent = reduce(or_, (_maybe_silent(motif, now) for motif in motifs), Q(pk__in=[]))
    found = people.annotate(unreached=_unreached(now)).filter(silent | Q(unreached=True))
    nearest = found.order_by("rdv__starts_at", "pk")[:MOST_TO_CALL]
    return [each for each in nearest if each.unreached or _is_silent(each.rdv, now)]


def may_say_it_comes(participation: Participation, now: datetime) -> bool:
    """From the first message that asks or reminds, the page of the rdv asks « Je viens »."""
    rdv = participation.rdv
    if participation.status != RdvStatus.SCHEDULED or rdv.is_cancelled or rdv.starts_at <= now:
        return False
    asked = timedelta(seconds=rdv.motif.presence.get("confirm_before_s", 0))
    first = max((step.before for step in steps_of(rdv.motif.reminders)), default=timedelta(0))
    return participation.confirmed_at is None and now >= rdv.starts_at - max(asked, first)


def presence_key(participation: Participation, stage: str, channel: Channel) -> str:
    """With the start: who said yes to another hour is asked again."""
    start = int(participation.rdv.starts_at.timestamp())
    return f"presence:{participation.pk}:{stage}:{start}:{channel}"


def _maybe_silent(motif: Motif, now: datetime) -> Q:
    """All of them, and few others: the zone and the night tell the rest (`_is_silent`)."""
    before = timedelta(seconds=motif.presence["confirm_before_s"])
    return Q(
        rdv__motif=motif,
        rdv__starts_at__lte=now + max(before / 2, min(before, PLANNED_AT_LEAST)) + A_NIGHT,
        rdv__created_at__lt=F("rdv__starts_at") - before + A_NIGHT,
    )


def _unreached(now: datetime) -> ExpressionWrapper:
    """Something they had to know failed for good, and never left otherwise. Who has no number cannot be called."""
    told = Receipt.objects.filter(
        rdv=OuterRef("rdv"), usager=OuterRef("usager"), kind=OuterRef("kind"), state__in=REACHED
    )
    failed = Receipt.objects.filter(
        ~Exists(told),
        rdv=OuterRef("rdv"),
        usager=OuterRef("usager"),
        kind__in=TO_BE_KNOWN,
        state=ReceiptState.FAILED,
    )
    has_number = Q(usager__phone__gt="") | Q(usager__responsible__phone__gt="")
    called = has_number & Q(rdv__starts_at__lte=now + CALLED_WITHIN)
    return ExpressionWrapper(called & Q(Exists(failed)), output_field=BooleanField())


def _is_silent(rdv: Rdv, now: datetime) -> bool:
    """Who booked later than the question would have been asked has just said that they come."""
    times = presence_times(rdv.motif, rdv.starts_at, zone_of(rdv))
    return times is not None and rdv.created_at < times.ask and times.deadline <= now
