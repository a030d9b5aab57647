"""The waiting list as people see it: what they wished, how far they are, the time kept for them."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from booking.availability.wall_clock import local_day
from booking.citizens.shown_draft import identity_rules
from booking.citizens.shown_week import address_of, motif_context, name_of
from booking.citizens.waiting_inputs import WEEK
from booking.models import CreneauOffer, FileAttente, Lieu, Motif, Participation
from booking.queries.files_attente import half_day
from booking.queries.motifs import lieux_of
from booking.queries.week import zone_of
from booking.vocabulary import AttenteState
from foundation.web.components.typography import date_longue


def wish_context(motif: Motif, now: datetime) -> dict[str, Any]:
    """What checking a wish depends on."""
    return {
        **identity_rules(motif),
        "today": local_day(now, zone_of(motif)),
        "lieux": sorted(lieux_of(motif), key=lambda lieu: lieu.name),
    }


def place_context(
    place: FileAttente, *, offer: CreneauOffer | None, ahead: int, booked: Participation | None
) -> dict[str, Any]:
    motif = place.motif
    return {
        **motif_context(motif),
        "place": place,
        "offre": offer,
        "lieu": name_of(motif, offer.lieu) if offer else "",
        "adresse": address_of(motif, offer.lieu) if offer else "",
        "attend": place.state in (AttenteState.WAITING, AttenteState.OFFERED),
        "devant": ahead,
        "actuel": place.rdv if place.rdv and place.state != AttenteState.SERVED else None,
        "lignes": _wishes(place),
        "url_rdv": reverse("citizens:rdv", args=[booked.link_token]) if booked else "",
        "url_attente": reverse("citizens:attente", args=[place.token]),
        "url_inscription": reverse("citizens:liste-attente", args=[motif.slug]),
    }


def _wishes(place: FileAttente) -> list[tuple[str, str]]:
    lieux = Lieu.objects.filter(pk__in=place.lieux).order_by("name").values_list("name", flat=True)
    return [
        ("Motif", place.motif.name),
        ("Lieux", ", ".join(lieux) if place.lieux else "Tous"),
        ("Jours", _days(place) if place.half_days else "Tous"),
        ("Jusqu’au", date_longue(place.last_day)),
    ]


def _days(place: FileAttente) -> str:
    """« Lundi matin, mardi »"""
    said = []
    for number, name in WEEK.items():
        morning, afternoon = (half_day(number, afternoon=late) in place.half_days for late in (False, True))
        if morning or afternoon:
            part = "" if morning and afternoon else " matin" if morning else " après-midi"
            said.append(f"{name.lower()}{part}")
    return ", ".join(said).capitalize()
