"""Plages d'ouverture and absences as a letter tells them: read again, with what a file and a sentence need."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from booking.availability.interval import Interval
from booking.availability.recurrence import Every
from booking.availability.schedule import Schedule, by_day
from booking.availability.wall_clock import local_day
from booking.models import Absence, Agenda, PlageOuverture
from booking.queries.schedule_calendar import SEARCHED, Shown
from booking.queries.schedules import schedule_of_absence, schedule_of_plage
from foundation.web.components.typography import date_heure, date_longue, heure

OPENING, ABSENCE = "Plage d’ouverture", "Absence"
DATES_SAID = 3
EVERY = {
    Every.WEEK: ("Chaque semaine", "Toutes les {} semaines"),
    Every.MONTH: ("Chaque mois", "Tous les {} mois"),
}


def plages_told(plage_ids: Collection[int]) -> list[PlageOuverture]:
    rows = PlageOuverture.objects.filter(pk__in=plage_ids).select_related("lieu", "agenda__organisation")
    return list(rows.prefetch_related("motifs").order_by("first_day", "pk"))


def absence_told(absence_id: int) -> Absence | None:
    return Absence.objects.filter(pk=absence_id).select_related("agenda__organisation").first()


def plage_shown(plage: PlageOuverture) -> Shown:
    return Shown(
        mark=plage_mark(plage.pk),
        schedule=schedule_of_plage(plage),
        zone=_zone(plage),
        summary=plage.title or OPENING,
        location=f"{plage.lieu.name}, {plage.lieu.address}" if plage.lieu else "",
    )


def absence_shown(absence: Absence) -> Shown:
    """Without its title: an agent's calendar is often read by others."""
    return Shown(
        mark=absence_mark(absence.pk),
        schedule=schedule_of_absence(absence),
        zone=_zone(absence),
        summary=ABSENCE,
        busy=True,
    )


def plage_mark(plage_id: int) -> str:
    return f"plage:{plage_id}"


def absence_mark(absence_id: int) -> str:
    return f"absence:{absence_id}"


def is_over(shown: Shown, now: datetime) -> bool:
    """Nothing of it is still to come."""
    return next(_to_come(shown, now), None) is None


def facts_of_plage(plage: PlageOuverture, now: datetime) -> list[tuple[str, str]]:
    """Lines without a value are not shown."""
    facts = [
        ("Intitulé", plage.title),
        ("Lieu", plage.lieu.name if plage.lieu else ""),
        ("Motifs", ", ".join(sorted(motif.name for motif in plage.motifs.all()))),
        *_when(plage_shown(plage), now),
    ]
    return [(name, value) for name, value in facts if value]


def facts_of_absence(absence: Absence, now: datetime) -> list[tuple[str, str]]:
    facts = [("Intitulé", absence.title), *_when(absence_shown(absence), now)]
    return [(name, value) for name, value in facts if value]


def facts_of_gone(agenda_id: int, first_start: datetime, last_day: date | None) -> list[tuple[str, str]]:
    """The row is no more: what the event remembers."""
    facts = [
        ("Début", date_heure(first_start, _zone_of(agenda_id))),
        ("Dernier jour", date_longue(last_day) if last_day else ""),
    ]
    return [(name, value) for name, value in facts if value]


def today_of(agenda_id: int, now: datetime) -> date:
    """Where it is."""
    return local_day(now, _zone_of(agenda_id))


def _zone_of(agenda_id: int) -> ZoneInfo:
    return ZoneInfo(Agenda.objects.select_related("organisation").get(pk=agenda_id).organisation.time_zone)


def _zone(row: PlageOuverture | Absence) -> ZoneInfo:
    return ZoneInfo(row.agenda.organisation.time_zone)


def _when(shown: Shown, now: datetime) -> list[tuple[str, str]]:
    rule = shown.schedule.recurrence
    said = [_said(shown, periods) for periods in islice(_to_come(shown, now), DATES_SAID)]
    if rule is None:
        return [("Date", "\n".join(said))]
    once, several = EVERY[rule.every]
    return [
        ("Rythme", once if rule.interval == 1 else several.format(rule.interval)),
        ("Prochaines dates", "\n".join(said)),
        ("Dernier jour", date_longue(rule.until) if rule.until else ""),
    ]


def _to_come(shown: Shown, now: datetime) -> Iterator[list[Interval]]:
    """Day by day, what has not ended."""
    schedule = shown.schedule
    first = _first_asked(schedule, local_day(now, shown.zone))
    for _, periods in by_day(schedule, shown.zone, first, first + SEARCHED):
        if periods and periods[-1].end > now:
            yield periods


def _first_asked(schedule: Schedule, today: date) -> date:
    """A stretch of several days, or a night, has begun before."""
    if schedule.recurrence is None:
        return schedule.first_day
    return max(schedule.first_day, today - timedelta(days=1))


def _said(shown: Shown, periods: list[Interval]) -> str:
    zone = shown.zone
    if shown.schedule.end_day:
        return f"du {date_heure(periods[0].start, zone)} au {date_heure(periods[0].end, zone)}"
    hours = " et ".join(f"de {heure(each.start, zone)} à {heure(each.end, zone)}" for each in periods)
    return f"{date_longue(periods[0].start, zone)}, {hours}"
