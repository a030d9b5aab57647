"""Collective sessions that still have room."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from booking.models import Motif, Rdv
from booking.queries.creneaux import window_of
from booking.vocabulary import CANCELLED, RdvStatus


@dataclass(frozen=True, slots=True)
class OpenSession:
    rdv: Rdv
    seats_left: int


def bookable_sessions(
    motif: Motif,
    *,
    now: datetime,
    lieu_ids: Collection[int] | None = None,
    within_delays: bool = True,
    people: int = 1,
) -> list[OpenSession]:
    """By date, with the seats left; agents search with `within_delays=False`. One query."""
    window = window_of(motif, now, within_delays)
    rows = Rdv.objects.filter(
        motif=motif,
        seats__isnull=False,
        status=RdvStatus.SCHEDULED,
        starts_at__range=(window.first, window.last),
        starts_at__gt=now,
    )
    if lieu_ids is not None:
        rows = rows.filter(lieu__in=lieu_ids)
    live = Count("participations", filter=~Q(participations__status__in=CANCELLED))
    rows = rows.annotate(seats_left=F("seats") - live).filter(seats_left__gte=people)
    rows = rows.select_related("motif", "lieu", "organisation", "agenda__agent").order_by("starts_at", "pk")
    return [OpenSession(rdv, rdv.seats_left) for rdv in rows]
