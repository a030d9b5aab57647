"""The waiting list as people see it: what they wished, how far they are, the time kept for them."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext

from booking.availability.wall_clock import local_day
from booking.citizens.asked_inputs import AskedInput
from booking.citizens.shown_draft import identity_rules
from booking.citizens.shown_people import counted
from booking.citizens.shown_week import address_of, motif_context, name_of
from booking.citizens.waiting_inputs import WEEK
from booking.models import CreneauOffer, FileAttente, Lieu, Motif, Participation
from booking.queries.files_attente import half_day
from booking.queries.motifs import lieux_of
from booking.queries.people import granted
from booking.queries.said import as_said
from booking.queries.week import zone_of
from booking.vocabulary import AttenteState
from foundation.languages import SOURCE
from foundation.web.components.own_language import in_its_own
from foundation.web.components.typography import date_longue


def wish_context(motif: Motif, now: datetime) -> dict[str, Any]:
    """What checking a wish depends on."""
    return {
        **identity_rules(motif),
        "motif": motif,
        "today": local_day(now, zone_of(motif)),
        "lieux": sorted(lieux_of(motif), key=lambda lieu: lieu.name),
    }


def asked_of(place: FileAttente, data: Any = None) -> AskedInput | None:
    """What taking the time asks, typed or to type. None of who brings an rdv forward: it was said already."""
    if place.brings_forward:
        return None
    motif = granted(place.motif, place.people)
    return AskedInput.blank(motif) if data is None else AskedInput(data=data, context={"motif": motif})


def place_context(
    place: FileAttente, *, offer: CreneauOffer | None, ahead: int, booked: Participation | None
) -> dict[str, Any]:
    motif = granted(place.motif, place.people)
    return {
        **motif_context(motif),
        "place": place,
        "duree": motif.duration,
        "offre": offer,
        "lieu": name_of(motif, offer.lieu) if offer else "",
        "adresse": address_of(motif, offer.lieu) if offer else "",
        "attend": place.state in (AttenteState.WAITING, AttenteState.OFFERED),
        "devant": ahead,
        "actuel": place.rdv if place.rdv and place.state != AttenteState.SERVED else None,
        "lignes": _wishes(place),
        "url_rdv": reverse("citizens:rdv", args=[booked.link_token]) if booked else "",
        "url_attente": reverse("citizens:attente", args=[place.token]),
    }


def _wishes(place: FileAttente) -> list[tuple[str, str]]:
    lieux = Lieu.objects.filter(pk__in=place.lieux).order_by("name").values_list("name", flat=True)
    return [
        (pgettext("motif d’un rendez-vous", "Motif"), in_its_own(as_said(place.motif).name)),
        (
            pgettext("lieux d’un rendez-vous", "Lieux"),
            in_its_own(", ".join(lieux)) if place.lieux else pgettext("tous les lieux", "Tous"),
        ),
        (
            pgettext("jours de la semaine", "Jours"),
            _days(place) if place.half_days else pgettext("tous les jours", "Tous"),
        ),
        (gettext("Jusqu’au"), date_longue(place.last_day)),
        *([(gettext("Pour"), counted(place.motif, place.people))] if place.motif.people else []),
    ]


def _days(place: FileAttente) -> str:
    """« Lundi matin, mardi » : French writes days without a capital, English with one."""
    said = []
    for number, name in WEEK.items():
        morning, afternoon = (half_day(number, afternoon=late) in place.half_days for late in (False, True))
        if morning or afternoon:
            said.append(_half(str(name), morning=morning, afternoon=afternoon))
    days = ", ".join(said)
    return days[:1] + days[1:].lower() if get_language() == SOURCE else days


def _half(day: str, *, morning: bool, afternoon: bool) -> str:
    if morning and afternoon:
        return day
    return (gettext("%(day)s matin") if morning else gettext("%(day)s après-midi")) % {"day": day}
