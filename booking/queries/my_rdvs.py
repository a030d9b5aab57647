"""The appointments of people who proved that they are these people, and of those they answer for."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from booking.models import Participation, Usager
from booking.queries.rdvs import whole_participations
from booking.vocabulary import CANCELLED, RdvStatus

# What one page shows of the past, most recent first.
PAST_AT_MOST = 30


def household_of(usager_ids: Collection[UUID]) -> Sequence[Usager]:
    """These people and their proches, by first name. Whoever was erased is nobody's any more.

    A proche leads to nobody else: not to who answers for them, nor to the other proches.
    """
    theirs = Q(pk__in=usager_ids) | Q(responsible__in=usager_ids)
    return list(Usager.objects.filter(theirs, erased_at=None).order_by("first_name", "last_name", "pk"))


def proches_of(usager_ids: Collection[UUID]) -> Sequence[Usager]:
    rows = Usager.objects.filter(responsible__in=usager_ids, erased_at=None)
    return list(rows.select_related("responsible").order_by("first_name", "last_name", "pk"))


def to_come(usager_ids: Collection[UUID], *, now: datetime) -> Sequence[Participation]:
    """The nearest first, one under way included."""
    return list(_of(usager_ids).filter(rdv__ends_at__gt=now).order_by("rdv__starts_at", "pk"))


def past(usager_ids: Collection[UUID], *, now: datetime) -> Sequence[Participation]:
    return list(
        _of(usager_ids).filter(rdv__ends_at__lte=now).order_by("-rdv__starts_at", "pk")[:PAST_AT_MOST]
    )


def all_of(usager_ids: Collection[UUID]) -> Sequence[Participation]:
    """The oldest first."""
    return list(_of(usager_ids).order_by("rdv__starts_at", "pk"))


def expected(usager_ids: Collection[UUID], *, now: datetime) -> QuerySet[Participation]:
    """Their live places in rdvs that are not over: somebody waits for these people."""
    rows = Participation.objects.filter(usager__in=usager_ids, status=RdvStatus.SCHEDULED)
    return rows.filter(rdv__ends_at__gt=now).exclude(rdv__status__in=CANCELLED)


def usagers_named(usager_ids: Collection[UUID]) -> Sequence[Usager]:
    rows = Usager.objects.filter(pk__in=usager_ids, erased_at=None)
    return list(rows.order_by("first_name", "last_name"))


def _of(usager_ids: Collection[UUID]) -> QuerySet[Participation]:
    return whole_participations().filter(usager__in=usager_ids)
