"""Who missed too many rdvs to be taken at their word."""

from collections.abc import Collection
from datetime import UTC, datetime, time
from uuid import UUID

from django.db.models import Q

from booking.availability.wall_clock import add_months
from booking.models import Participation
from booking.vocabulary import RdvStatus


def no_shows_of(usager_ids: Collection[UUID], *, months: int, now: datetime) -> int:
    """Over the last months, whatever the motif, by them or by the proches for whom they answer."""
    since = datetime.combine(add_months(now.date(), -months), time(0), tzinfo=UTC)
    theirs = Q(usager__in=usager_ids) | Q(usager__responsible__in=usager_ids)
    missed = Participation.objects.filter(
        theirs, status=RdvStatus.NO_SHOW, rdv__starts_at__range=(since, now)
    )
    return missed.count()
