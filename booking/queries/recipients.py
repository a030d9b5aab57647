"""To whom the office writes about an rdv, read again at the last moment: the row is the truth, not the event."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from booking.models import Participation
from booking.vocabulary import CANCELLED, RdvStatus


def to_confirm(rdv_id: UUID, *, now: datetime) -> Collection[Participation]:
    """Those still expected. Empty once the rdv is cancelled or has begun."""
    return _participations(rdv_id, {RdvStatus.SCHEDULED}, now)


def to_warn_of_cancellation(rdv_id: UUID, *, now: datetime) -> Collection[Participation]:
    """Those whom this cancellation concerns: who had left a session before is not told again. Empty once its time
    has passed.
    """
    return _participations(rdv_id, CANCELLED, now).filter(status=F("rdv__status"))


def _participations(rdv_id: UUID, statuses: Collection[str], now: datetime) -> QuerySet[Participation]:
    """With everything a letter tells: one query."""
    return (
        Participation.objects.filter(
            rdv=rdv_id, status__in=statuses, rdv__status__in=statuses, rdv__starts_at__gt=now
        )
        .select_related("usager", "rdv__organisation", "rdv__lieu", "rdv__motif")
        .order_by("pk")
    )
