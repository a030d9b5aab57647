"""The appointments of people who proved that they are these people."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from booking.models import Participation, Usager
from booking.queries.rdvs import whole_participations

# What one page shows of the past, most recent first.
PAST_AT_MOST = 30


def to_come(usager_ids: Collection[UUID], *, now: datetime) -> Sequence[Participation]:
    """The nearest first, one under way included."""
    return list(_of(usager_ids).filter(rdv__ends_at__gt=now).order_by("rdv__starts_at", "pk"))


def past(usager_ids: Collection[UUID], *, now: datetime) -> Sequence[Participation]:
    return list(
        _of(usager_ids).filter(rdv__ends_at__lte=now).order_by("-rdv__starts_at", "pk")[:PAST_AT_MOST]
    )


def usagers_named(usager_ids: Collection[UUID]) -> Sequence[Usager]:
    return list(Usager.objects.filter(pk__in=usager_ids).order_by("first_name", "last_name"))


def _of(usager_ids: Collection[UUID]) -> QuerySet[Participation]:
    return whole_participations().filter(usager__in=usager_ids)
