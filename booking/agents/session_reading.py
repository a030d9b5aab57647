"""A collective session in the words of the agents' pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from booking.agents.addresses import with_query
from booking.agents.reading import received_by
from booking.models import Participation, Rdv
from booking.policies import may_record_attendance
from booking.queries.agent_rdvs import zone_of
from booking.queries.overlaps import Overlap
from booking.queries.usager_contacts import reader_of
from booking.vocabulary import CANCELLED, RdvStatus, SessionStatus
from foundation.actors import Actor
from foundation.web.components.typography import date_heure, date_longue, duree, heure, pluriel, telephone


@dataclass(frozen=True, slots=True)
class SessionRow:
    when: str
    title: str
    url: str
    where: str
    agents: str
    seats: str
    overbooked: bool
    state: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One person of a session; the buttons that are offered, the commands decide again."""

    pk: str
    name: str
    contact: str
    status: str
    is_in: bool
    came: bool
    absent: bool
    undo: bool
    remove_url: str


def session_url(rdv: Rdv, **values: str) -> str:
    return with_query(reverse("agent-seance", args=[rdv.pk]), values)


def title_of(rdv: Rdv) -> str:
    return rdv.title or rdv.motif.name


def session_rows(sessions: Sequence[Rdv], *, now: datetime) -> list[SessionRow]:
    return [_row(each, each.inside, now) for each in sessions]  # type: ignore[attr-defined]


def seats_said(seats: int | None, inside: int) -> str:
    """« 12 inscrits pour 10 places »"""
    return f"{pluriel(inside, 'inscrit,inscrits')} pour {pluriel(seats or 0, 'place,places')}"


def session_sheet(rdv: Rdv, *, by: Actor, now: datetime) -> dict[str, Any]:
    places = sorted(rdv.participations.all(), key=_by_name)
    inside = sum(each.status not in CANCELLED for each in places)
    zone = zone_of(rdv)
    return {
        "rdv": rdv,
        "titre_seance": title_of(rdv),
        "debut": rdv.starts_at.astimezone(zone),
        "duree_min": int((rdv.ends_at - rdv.starts_at).total_seconds() // 60),
        "statut": "cancelled" if rdv.is_cancelled else "",
        "ouverte": not rdv.is_cancelled and rdv.ends_at > now,
        "lignes": [
            ("Motif", rdv.motif.name),
            ("Avec", received_by(rdv)),
            ("Inscriptions", seats_said(rdv.seats, inside)),
            ("Série", "Cette séance fait partie d’une série" if rdv.series else ""),
        ],
        "inscrits": inside,
        "surbooking": max(inside - (rdv.seats or 0), 0),
        "personnes": [_seat(rdv, each, by, now) for each in places],
    }


def dates_said(starts: Sequence[datetime], rdv_zone: Any) -> list[str]:
    return [_capital(date_heure(start, rdv_zone)) for start in starts]


def days_said(days: Sequence[date]) -> list[str]:
    return [_capital(date_longue(day)) for day in days]


def conflict_said(start: datetime, there: Sequence[Overlap], zone: Any) -> str:
    """« Mardi 24 novembre 2026 à 14 h : Amina Benali, rendez-vous de 14 h à 14 h 30 »"""
    told = []
    for each in there:
        what = "rendez-vous" if each.rdv_id else "créneau réservé par un usager en ligne"
        told.append(f"{each.agenda}, {what} de {heure(each.starts_at, zone)} à {heure(each.ends_at, zone)}")
    return f"{_capital(date_heure(start, zone))}\u00a0: {' ; '.join(told)}"


def _row(rdv: Rdv, inside: int, now: datetime) -> SessionRow:
    status = rdv.session_status(now)
    minutes = duree(rdv.ends_at - rdv.starts_at)
    return SessionRow(
        when=f"{_capital(date_heure(rdv.starts_at, zone_of(rdv)))} ({minutes})",
        title=title_of(rdv),
        url=session_url(rdv),
        where=rdv.lieu.name if rdv.lieu else rdv.motif.get_modalite_display(),
        agents=str(rdv.agenda.agent or rdv.agenda.title) if rdv.agenda else "",
        seats=f"{inside} / {rdv.seats}",
        overbooked=inside > (rdv.seats or 0) and status != SessionStatus.CANCELLED,
        state=status.label,
    )


def _seat(rdv: Rdv, place: Participation, by: Actor, now: datetime) -> SeatRow:
    place.rdv = rdv
    live, waits = place.status not in CANCELLED, place.status == RdvStatus.SCHEDULED
    zone = zone_of(rdv)
    has_come = now.astimezone(zone).date() >= rdv.starts_at.astimezone(zone).date()
    # A proche is reached through who answers for them.
    reader = reader_of(place.usager)
    reached = [telephone(reader.phone) if reader.phone else "", reader.email]
    return SeatRow(
        pk=str(place.pk),
        name=str(place.usager),
        contact=", ".join(each for each in reached if each),
        status="to_fill" if waits and rdv.ends_at <= now else place.status,
        is_in=live,
        came=waits and has_come and may_record_attendance(by, place, RdvStatus.HONOURED, now),
        absent=waits and may_record_attendance(by, place, RdvStatus.NO_SHOW, now),
        undo=live and not waits and may_record_attendance(by, place, RdvStatus.SCHEDULED, now),
        remove_url=reverse("agent-seance-retirer", args=[rdv.pk, place.pk])
        if _leaves(rdv, place, now)
        else "",
    )


def _leaves(rdv: Rdv, place: Participation, now: datetime) -> bool:
    return place.status == RdvStatus.SCHEDULED and not rdv.is_cancelled and rdv.ends_at > now


def _by_name(place: Participation) -> tuple[bool, str, str]:
    return place.status in CANCELLED, place.usager.last_name.casefold(), place.usager.first_name.casefold()


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
