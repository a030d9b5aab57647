"""What an absence runs into."""

from datetime import datetime
from zoneinfo import ZoneInfo

from booking.availability.interval import Interval, merge, touching
from booking.availability.schedule import occurrences
from booking.availability.wall_clock import local_day
from booking.models import Absence, Occupation, Rdv
from booking.queries.schedules import schedule_of_absence
from booking.vocabulary import RdvStatus


def rdvs_hit(absence: Absence, *, now: datetime) -> list[Rdv]:
    """Rdvs not over yet that it touches, in time order. The absence may be saved or not."""
    zone = ZoneInfo(absence.agenda.organisation.time_zone)
    rows = Occupation.objects.filter(
        agenda=absence.agenda_id, rdv__status=RdvStatus.SCHEDULED, rdv__ends_at__gt=now
    )
    found = [each.rdv for each in rows.select_related("rdv__motif").order_by("rdv__starts_at") if each.rdv]
    if not found:
        return []
    last_day = local_day(max(rdv.ends_at for rdv in found), zone)
    away = merge(occurrences(schedule_of_absence(absence), zone, local_day(now, zone), last_day))
    return [rdv for rdv in found if touching(away, Interval(rdv.starts_at, rdv.ends_at))]
