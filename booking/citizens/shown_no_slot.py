"""When nothing is free: why, where else, and a proof of it."""

from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_noop as _

from booking.availability.reasons import Reason
from booking.citizens.shown_motifs import motif_link
from booking.citizens.shown_week import slug_of
from booking.models import Motif, UnmetDemand
from booking.queries.elsewhere import elsewhere
from booking.queries.explain import why
from booking.queries.sectors import Address
from booking.queries.week import Week
from foundation.languages import SOURCE, Said, speaking
from foundation.tenancy import current
from foundation.web.components.typography import date_heure, insecables, jour_et_annee

# Asking the engine costs more than a page: so many people may find nothing at the same moment.
KNOWN_FOR_S = 300
ALL_TAKEN = _("Tous les créneaux ouverts en ligne sont pris d’ici au {last}.")
NOTHING_OPEN = _("Aucun horaire n’est ouvert en ligne pour ce motif d’ici au {last}.")
SENTENCES = {
    Reason.NO_OPENING: NOTHING_OPEN,
    Reason.ENDED: NOTHING_OPEN,
    Reason.NOT_BEGUN: NOTHING_OPEN,
    Reason.NO_OPENING_THEN: NOTHING_OPEN,
    Reason.OVER: NOTHING_OPEN,
    Reason.OPENING_TOO_SHORT: NOTHING_OPEN,
    Reason.CLOSED: _("D’ici au {last}, les jours prévus pour ce motif sont fériés ou fermés."),
    Reason.ABSENT: _("D’ici au {last}, les personnes qui reçoivent pour ce motif ne sont pas disponibles."),
    Reason.GAP_TOO_SHORT: _("Le temps encore libre d’ici au {last} est trop court pour ce rendez-vous."),
    Reason.REQUIREMENT_MISSING: _(
        "D’ici au {last}, tout ce qu’il faut pour ce rendez-vous n’est jamais libre en même temps."
    ),
    Reason.TOO_SOON: _("Les créneaux encore libres sont trop proches pour être réservés en ligne."),
    Reason.TOO_LATE: _("Les prochains créneaux ne sont pas encore ouverts à la réservation en ligne."),
    Reason.DAY_FULL: _("D’ici au {last}, le nombre de rendez-vous possible chaque jour est atteint."),
    Reason.KEPT_FOR_DESK: _(
        "Les créneaux encore libres sont gardés pour les rendez-vous pris par téléphone ou à l’accueil."
    ),
}


def no_slot_context(
    motif: Motif, week: Week, *, now: datetime, address: Address | None = None
) -> dict[str, Any]:
    """Empty as long as a time can be booked in the lieux shown."""
    if week.next_start:
        return {}
    proof = {"demande": uuid4(), "url_preuve": reverse("citizens:no-slot", args=[motif.slug])}
    if any(each.next_start for each in week.others):
        (shown,) = [each.place.lieu for each in week.places] if len(week.places) == 1 else [None]
        return {**proof, "preuve_lieu": slug_of(shown)} if shown else {}
    return {
        **proof,
        "pourquoi": _why(motif, now),
        "ailleurs": [motif_link(each, several=True) for each in elsewhere(motif, now=now, address=address)],
    }


def receipt_context(demand: UnmetDemand) -> dict[str, Any]:
    """`faits` are what it proves, in order."""
    motif, reference = demand.motif, demand.reference
    where = (
        Said(f"{demand.lieu.name}, {demand.lieu.address}", SOURCE)
        if demand.lieu
        else gettext("Tous les lieux proposés en ligne")
    )
    return {
        "motif": motif,
        "reference": reference,
        "adresse": current().url(reverse("citizens:recepisse", args=[reference])),
        "url_pdf": reverse("citizens:recepisse-pdf", args=[reference]),
        "url_creneaux": reverse("citizens:creneaux", args=[motif.slug]),
        "faits": [
            (pgettext("récépissé", "Référence"), reference),
            (
                pgettext("récépissé", "Demande faite le"),
                date_heure(demand.at, ZoneInfo(motif.organisation.time_zone)),
            ),
            (pgettext("récépissé", "Administration"), Said(current().name, SOURCE)),
            (pgettext("motif d’un rendez-vous", "Motif"), Said(motif.name, SOURCE)),
            (pgettext("récépissé", "Lieu"), where),
            (pgettext("récépissé", "Période cherchée"), _period(demand)),
        ],
    }


def receipt_texts(demand: UnmetDemand) -> dict[str, Any]:
    """The same, for the PDF. In French: it proves something to the administration."""
    with speaking(SOURCE):
        shown = receipt_context(demand)
        return {
            "administration": current().name,
            "adresse": shown["adresse"],
            "faits": [[name, insecables(str(value))] for name, value in shown["faits"]],
        }


def _period(demand: UnmetDemand) -> str:
    first, last = map(jour_et_annee, (demand.first_day, demand.last_day))
    return insecables(gettext("Du %(first)s au %(last)s") % {"first": first, "last": last})


def _why(motif: Motif, now: datetime) -> str:
    key = f"no-slot:{motif.pk}:{get_language()}"
    known: str | None = cache.get(key)
    if known is None:
        found = why(motif, now=now)
        last = jour_et_annee(found.last_day)
        known = insecables(gettext(SENTENCES.get(found.reason, ALL_TAKEN)).format(last=last))
        cache.set(key, known, KNOWN_FOR_S)
    return known
