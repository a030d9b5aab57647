"""Who is still to be reminded of what, read again at the last moment: the row is the truth, not the due row."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from booking.availability.wall_clock import local_day, whole_day
from booking.models import Participation
from booking.queries.agent_rdvs import zone_of
from booking.queries.rdvs import whole_participations
from booking.queries.reminder_times import Step, steps_of
from booking.queries.usager_contacts import read_at, reader_of
from booking.vocabulary import CANCELLED, RdvStatus
from foundation.courier.channels import Channel


def expected(participation_ids: Collection[UUID], *, now: datetime) -> Sequence[Participation]:
    """Those still to come, with everything a message tells: one query."""
    return list(_expected(now).filter(pk__in=participation_ids).order_by("rdv__starts_at", "pk"))


def not_cancelled(participation_ids: Collection[UUID]) -> Sequence[Participation]:
    """Begun or over included."""
    whole = whole_participations().exclude(status__in=CANCELLED).exclude(rdv__status__in=CANCELLED)
    return list(whole.filter(pk__in=participation_ids))


def same_day(participation: Participation, *, now: datetime) -> Sequence[Participation]:
    """Everybody whom one telephone reminds of an rdv on the local day of this one, this one included; in time order.
    A household: children, or an older parent. Most often nobody else: that is asked first, without reading them.
    """
    zone, starts_at = zone_of(participation.rdv), participation.rdv.starts_at
    day = whole_day(local_day(starts_at, zone), zone)
    phone = reader_of(participation.usager).phone
    accepts = Q(usager__responsible=None, usager__accepts_sms=True) | Q(usager__responsible__accepts_sms=True)
    found = _expected(now).filter(
        accepts,
        usager__in=read_at(phone),
        rdv__starts_at__gte=day.start,
        rdv__starts_at__lt=day.end,
    )
    if list(found.values_list("pk", flat=True)[:2]) == [participation.pk]:
        return [participation]
    return list(found.order_by("rdv__starts_at", "pk"))


def step_of(participation: Participation, before_s: int) -> Step | None:
    """None once the motif has no such reminder any more."""
    steps = steps_of(participation.rdv.motif.reminders)
    return next((step for step in steps if step.seconds == before_s), None)


def reminder_key(participation: Participation, step: Step, channel: Channel) -> str:
    """With the start: an rdv that moved is reminded again."""
    start = int(participation.rdv.starts_at.timestamp())
    return f"reminder:{participation.pk}:{step.seconds}:{start}:{channel}"


def _expected(now: datetime) -> QuerySet[Participation]:
    return whole_participations().filter(
        status=RdvStatus.SCHEDULED, rdv__status=RdvStatus.SCHEDULED, rdv__starts_at__gt=now
    )
