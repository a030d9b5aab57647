"""Rdvs as agents read them: with their motif, lieu, people and agendas, in three queries."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from booking.availability.wall_clock import local_day
from booking.models import Agenda, Occupation, Participation, Rdv
from booking.vocabulary import RdvStatus


def rdv_by_id(rdv_id: UUID) -> Rdv | None:
    return _whole().filter(pk=rdv_id).first()


def rdvs_of_day(day: date) -> list[Rdv]:
    """Those that begin on `day` at their own place, cancelled ones included, in time order."""
    midnight = datetime.combine(day, time(0), tzinfo=UTC)
    wide = (midnight - timedelta(hours=15), midnight + timedelta(hours=39))
    rows = _whole().filter(starts_at__range=wide).order_by("starts_at", "pk")
    return [rdv for rdv in rows if local_day(rdv.starts_at, zone_of(rdv)) == day]


def unsettled(now: datetime, *, agent_id: UUID | None = None) -> QuerySet[Rdv]:
    """Past and without outcome, oldest first; of one agent, or of everybody. A session has no outcome to fill in."""
    rows = (
        _whole().filter(status=RdvStatus.SCHEDULED, ends_at__lte=now, seats=None).order_by("starts_at", "pk")
    )
    if agent_id is None:
        return rows
    return rows.filter(Q(agenda__agent=agent_id) | Q(occupations__agenda__agent=agent_id)).distinct()


def agendas_of(rdv: Rdv) -> list[Agenda]:
    """Who receives, even once cancelled, then what it occupies besides."""
    found = {rdv.agenda.pk: rdv.agenda} if rdv.agenda else {}
    for occupation in rdv.occupations.all():
        found.setdefault(occupation.agenda_id, occupation.agenda)
    return list(found.values())


def zone_of(rdv: Rdv) -> ZoneInfo:
    return ZoneInfo(rdv.organisation.time_zone)


def _whole() -> QuerySet[Rdv]:
    return Rdv.objects.select_related("motif", "lieu", "organisation", "agenda__agent").prefetch_related(
        Prefetch(
            "participations", Participation.objects.select_related("usager__responsible").order_by("pk")
        ),
        Prefetch("occupations", Occupation.objects.select_related("agenda__agent").order_by("agenda")),
    )
