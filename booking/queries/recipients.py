"""To whom the office writes about an rdv, read again at the last moment: the row is the truth, not the event."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from booking.models import Agent, Participation, Receipt
from booking.queries.agents import INSIDE
from booking.queries.rdvs import whole_participations
from booking.queries.usager_contacts import reader_of
from booking.vocabulary import CANCELLED, MessageKind, RdvStatus
from foundation.courier.channels import Channel

# Beginning of the keys of what is told when a whole rdv is cancelled.
CANCELLATION = "off:"
# What tells somebody that they are expected, or that they are not.
ABOUT_COMING = (
    MessageKind.RDV_BOOKED,
    MessageKind.RDV_MOVED,
    MessageKind.RDV_CANCELLED,
    MessageKind.RELEASED,
)


def to_confirm(rdv_id: UUID, *, now: datetime) -> Collection[Participation]:
    """Those still expected. Empty once the rdv is cancelled or has begun."""
    return _participations({RdvStatus.SCHEDULED}, now).filter(rdv=rdv_id)


def to_warn_of_cancellation(rdv_id: UUID, *, now: datetime) -> Collection[Participation]:
    """Those whom this cancellation concerns: who had left a session before, or whom an agent had taken out of it, is
    not told again. Empty once its time has passed.
    """
    told = Receipt.objects.filter(rdv=OuterRef("rdv"), usager=OuterRef("usager"), kind__in=ABOUT_COMING)
    last = told.order_by("-created_at")
    # What this very cancellation has told already is no reason to leave somebody out.
    knew = Q(rdv__seats__isnull=False, told_last=MessageKind.RDV_CANCELLED)
    knew &= ~Q(told_key__startswith=CANCELLATION)
    return (
        _participations(CANCELLED, now)
        .filter(rdv=rdv_id, status=F("rdv__status"))
        .annotate(
            told_last=Coalesce(Subquery(last.values("kind")[:1]), Value("")),
            told_key=Coalesce(Subquery(last.values("key")[:1]), Value("")),
        )
        .exclude(knew)
    )


def who_joined(*participation_ids: UUID, now: datetime) -> Collection[Participation]:
    return _participations({RdvStatus.SCHEDULED}, now).filter(pk__in=participation_ids)


def who_left(participation_id: UUID, *, now: datetime) -> Collection[Participation]:
    """Empty for who came back, and when the whole session was cancelled since: that is another letter."""
    rows = _told().filter(pk=participation_id, status__in=CANCELLED, rdv__starts_at__gt=now)
    return rows.exclude(rdv__status__in=CANCELLED)


def households(
    participations: Iterable[Participation], channel: Channel
) -> Sequence[Sequence[Participation]]:
    """Those who share an address, or a number, read one message, and a proche's goes to who answers for them. Who has
    none is alone.
    """

    def contact(participation: Participation) -> str:
        reader = reader_of(participation.usager)
        shared = reader.email.lower() if channel == Channel.EMAIL else reader.phone
        return shared or str(participation.pk)

    ordered = sorted(participations, key=lambda each: (contact(each), str(each.pk)))
    return [list(group) for _, group in groupby(ordered, key=contact)]


def agents_of(agenda_ids: Collection[int]) -> QuerySet[Agent]:
    """Those behind these agendas to whom one may write: who only receives is no reader."""
    rows = Agent.objects.filter(agenda__in=agenda_ids, is_active=True, access__in=INSIDE)
    return rows.exclude(email="").order_by("pk")


def _participations(statuses: Collection[str], now: datetime) -> QuerySet[Participation]:
    return _told().filter(status__in=statuses, rdv__status__in=statuses, rdv__starts_at__gt=now)


def _told() -> QuerySet[Participation]:
    return whole_participations().order_by("pk")
