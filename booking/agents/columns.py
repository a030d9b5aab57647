"""From an agenda's day to a column of the grid: wall-clock minutes, words and addresses."""

from datetime import date, datetime

from booking.agents.addresses import new_rdv_url, rdv_url
from booking.agents.reading import shown_status, who
from booking.models import Occupation
from booking.queries.day import AgendaDay
from foundation.web.components.grid import Band, Column, Event, FreeSlot

WHOLE_DAY = 24 * 60


def column(found: AgendaDay, *, now: datetime, motif_slug: str = "", back: str = "") -> Column:
    openings = [_band(found, each.span.start, each.span.end) for each in found.openings]
    return Column(
        title=str(found.agenda.agent or found.agenda.title),
        subtitle=", ".join(_lieux(found)),
        openings=openings,
        events=[_event(found, each, now, back) for each in found.occupations if each.rdv],
        free=[] if found.is_closed else _free(found, now, motif_slug),
        absences=_absences(found, now),
        with_whom="" if found.agenda.agent_id else f"– {found.agenda.title}",
    )


def minutes_of(moment: datetime, found: AgendaDay) -> int:
    return minutes_on(moment.astimezone(found.zone), found.day)


def minutes_on(local: datetime, day: date) -> int:
    """From the midnight that begins `day`, kept within it."""
    if local.date() != day:
        return 0 if local.date() < day else WHOLE_DAY
    return local.hour * 60 + local.minute


def _band(found: AgendaDay, start: datetime, end: datetime, label: str = "") -> Band:
    return Band(minutes_of(start, found), minutes_of(end, found), label)


def _lieux(found: AgendaDay) -> list[str]:
    """Where it receives that day, each once, in the order of the day."""
    names = [
        each.plage.lieu.name for each in sorted(found.openings, key=lambda o: o.span.start) if each.plage.lieu
    ]
    return list(dict.fromkeys(names))


def _absences(found: AgendaDay, now: datetime) -> list[Band]:
    if found.is_closed:
        return [Band(0, WHOLE_DAY, "Jour férié" if found.is_legal_holiday else "Jour de fermeture")]
    away = [_band(found, each.span.start, each.span.end, each.title or "Absence") for each in found.absences]
    held = [each.hold for each in found.occupations if each.hold and each.hold.expires_at > now]
    return away + [_band(found, hold.starts_at, hold.ends_at, "Réservation en cours") for hold in held]


def _event(found: AgendaDay, occupation: Occupation, now: datetime, back: str) -> Event:
    rdv = occupation.rdv
    assert rdv is not None  # noqa: S101  # the caller keeps rdvs only
    return Event(
        start=minutes_of(rdv.starts_at, found),
        end=minutes_of(rdv.ends_at, found),
        label=who(rdv),
        url=rdv_url(rdv, retour=back),
        status=shown_status(rdv, now),
        colour=rdv.motif.colour,
        detail=rdv.motif.name,
    )


def _free(found: AgendaDay, now: datetime, motif_slug: str) -> list[FreeSlot]:
    slots = []
    for free in found.free_starts(now=now, motif_slug=motif_slug):
        url = new_rdv_url(found.agenda, free.start.astimezone(found.zone), free.motif)
        slots.append(
            FreeSlot(minutes_of(free.start, found), minutes_of(free.start + free.motif.duration, found), url)
        )
    return slots
