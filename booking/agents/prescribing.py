"""Motifs and times of other organisations, as an agent who prescribes reads them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.urls import reverse

from booking.agents.addresses import with_query
from booking.agents.days import FIRST, LAST
from booking.agents.person_inputs import PersonForm
from booking.agents.sent_twice import booked_once
from booking.commands.book_rdv import book_rdv
from booking.commands.details import Details
from booking.commands.wanted import Wanted
from booking.models import Lieu, Motif, Rdv
from booking.queries.motifs import lieu_of
from booking.queries.prescription import may_prescribe
from booking.queries.week import OpenPlace, Place, Week
from foundation.actors import Actor
from foundation.web.components.slots import CreneauDay, LieuCard, OfferedCreneau
from foundation.web.components.typography import date_heure, duree, jour_du_mois

INSTANT = "%Y-%m-%dT%H:%M:%SZ"
WRITTEN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z)@([-a-zA-Z0-9_]{0,80})")
WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Time:
    start: datetime
    lieu: Lieu | None


@dataclass(frozen=True, slots=True)
class PrescribedMotif:
    organisation: str
    name: str
    detail: str
    url: str


def prescribes(actor: Actor) -> bool:
    """Whether there is another organisation to prescribe to."""
    return may_prescribe(actor.agent_id)


def motif_lines(motifs: Iterable[Motif], *, usager: str) -> list[PrescribedMotif]:
    return [
        PrescribedMotif(
            organisation=each.organisation.name,
            name=each.name,
            detail=f"{duree(each.duration_min)} · {each.get_modalite_display()}",
            url=with_query(reverse("agent-prescrire-creneaux", args=[each.slug]), {"usager": usager}),
        )
        for each in motifs
    ]


def read_time(motif: Motif, typed: str) -> Time | None:
    """What a button of ours wrote, at a lieu where the motif is received."""
    found = WRITTEN.fullmatch(typed)
    if found is None:
        return None
    try:
        start = datetime.fromisoformat(found[1]).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if not FIRST <= start.date() <= LAST:
        return None
    lieu = lieu_of(motif, found[2]) if found[2] else None
    return None if found[2] and lieu is None else Time(start, lieu)


def read_monday(typed: str) -> date | None:
    found = WEEK.fullmatch(typed)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


def places(motif: Motif, week: Week, *, usager: str) -> dict[str, Any]:
    return {
        "titre_semaine": f"Semaine du {jour_du_mois(week.monday)} {week.monday.year}",
        "precedent": _week_url(week.previous, usager),
        "suivant": _week_url(week.next, usager),
        "lieux": [_card(motif, each) for each in week.places],
        "autres": [_other(motif, each, week, usager) for each in week.others],
    }


def book_prescribed(motif: Motif, at: Time, form: PersonForm, *, by: Actor, now: datetime) -> Rdv:
    """Within the delays and the grid of whoever receives: it is their agenda. Raises CreneauTaken."""
    key = form.validated_data["cle"]
    wanted = Wanted(motif=motif, lieu_id=at.lieu.pk if at.lieu else None, starts_at=at.start)
    details = Details(prescriber={"agent": str(by.id)})
    return booked_once(
        key,
        lambda: book_rdv(wanted, identity=form.identity, by=by, now=now, rdv_id=key, details=details).rdv,
    )


def _card(motif: Motif, opened: OpenPlace) -> LieuCard:
    lieu = opened.place.lieu
    return LieuCard(
        name=lieu.name if lieu else motif.get_modalite_display(),
        address=lieu.address if lieu else "",
        notes=[] if opened.days else ["Aucun créneau libre cette semaine."],
        phone=lieu.phone if lieu else "",
        next_creneau=None,
        days=[
            CreneauDay(day, [OfferedCreneau(each, _written(each, lieu)) for each in starts])
            for day, starts in sorted(opened.days.items())
        ],
    )


def _other(motif: Motif, place: Place, week: Week, usager: str) -> dict[str, str]:
    lieu, start = place.lieu, place.next_start
    note = f"Prochaine disponibilité : {date_heure(start, week.zone)}" if start else "Aucun créneau libre."
    url = with_query("", {"lieu": lieu.slug if lieu else "", "usager": usager}) or "?"
    return {"titre": lieu.name if lieu else motif.get_modalite_display(), "url": url, "note": note}


def _written(start: datetime, lieu: Lieu | None) -> str:
    return f"{start.astimezone(UTC):{INSTANT}}@{lieu.slug if lieu else ''}"


def _week_url(monday: date | None, usager: str) -> str:
    if monday is None:
        return ""
    year, week, _ = monday.isocalendar()
    return with_query("", {"semaine": f"{year}-W{week:02d}", "usager": usager})
