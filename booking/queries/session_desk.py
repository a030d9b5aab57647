"""Collective sessions as agents list them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from booking.models import Lieu, Motif, Participation, Rdv
from booking.vocabulary import CANCELLED, RdvStatus


def sessions_listed(now: datetime, *, past: bool = False) -> "QuerySet[Rdv]":
    """With `inside`, the seats taken: those to come, the nearest first; those past, the latest first."""
    live = Count("participations", filter=~Q(participations__status__in=CANCELLED))
    rows = Rdv.objects.filter(seats__isnull=False).annotate(inside=live)
    rows = rows.select_related("motif", "lieu", "organisation", "agenda__agent")
    if past:
        return rows.filter(ends_at__lte=now).order_by("-starts_at", "pk")
    return rows.filter(ends_at__gt=now).order_by("starts_at", "pk")


def later_in_series(session: Rdv, *, now: datetime) -> int:
    """How many sessions of the same series come after this one and still stand."""
    if session.series is None:
        return 0
    rows = Rdv.objects.filter(series=session.series, status=RdvStatus.SCHEDULED, ends_at__gt=now)
    return rows.filter(starts_at__gt=session.starts_at).count()


def opened_by(key: UUID) -> list[Rdv]:
    """What the form of that key opened: a session, or a series."""
    rows = Rdv.objects.filter(Q(pk=key) | Q(series=key), seats__isnull=False)
    return list(rows.order_by("starts_at"))


def place_in(session: Rdv, participation_id: str) -> Participation | None:
    """Among those read with the session."""
    found = next((each for each in session.participations.all() if str(each.pk) == participation_id), None)
    if found:
        found.rdv = session
    return found


def motifs_of_sessions() -> list[Motif]:
    return list(Motif.objects.select_related("organisation").order_by("name", "pk"))


def lieux_of_the_house() -> list[Lieu]:
    return list(Lieu.objects.filter(is_active=True).select_related("organisation").order_by("name", "pk"))
