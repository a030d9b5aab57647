"""What the form page says of the time that is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from booking.citizens.drafts import Draft
from booking.citizens.prefill import Known
from booking.citizens.shown_people import people_of
from booking.citizens.shown_week import address_of, motif_context, name_of
from booking.models import Hold, Lieu, Motif
from booking.queries.numbering import region_of
from booking.queries.said import as_said
from booking.queries.week import zone_of
from booking.vocabulary import Modalite
from foundation.web.components.own_language import in_its_own
from foundation.web.components.typography import date_heure, duree, insecables
from foundation.web.fields import PHONE_EXAMPLE


def draft_context(
    motif: Motif, draft: Draft, *, lieu: Lieu | None, hold: Hold | None, now: datetime
) -> dict[str, Any]:
    """`motif` asked for as many as the draft."""
    live = hold is not None and hold.expires_at > now
    asked = [each for each in (people_of(motif), duree(motif.total_min)) if each]
    return {
        **motif_context(motif),
        "reservation": draft.hold_id,
        "jusqu_a": hold.expires_at if hold and live else None,
        "prolongeable": bool(hold and live and not hold.is_extended),
        "url_prolonger": reverse("citizens:prolonger", args=[motif.slug]),
        "url_pour_qui": reverse("citizens:for-whom", args=[motif.slug]),
        "appel": motif.modalite == Modalite.PHONE,
        "visio": motif.modalite == Modalite.VISIO,
        "indice_appel": insecables(
            _("Un agent vous appelle à ce numéro. Exemple : %(number)s") % {"number": PHONE_EXAMPLE}
        ),
        "indice_courriel_appel": insecables(
            _("Pour recevoir la confirmation par courriel. Exemple : nom@exemple.fr")
        ),
        "lignes": [
            (_("Motif"), format_html("{} ({})", in_its_own(as_said(motif).name), ", ".join(asked))),
            (_("Date"), date_heure(draft.choice.start, zone_of(motif))),
            (_("Lieu") if lieu else _("Comment"), where(motif, lieu)),
        ],
    }


def where(motif: Motif, lieu: Lieu | None) -> str:
    """Of a lieu, words of the administration; else the page's own."""
    place = f"{name_of(motif, lieu)}. {address_of(motif, lieu)}"
    return in_its_own(place) if lieu else place


def identity_rules(motif: Motif) -> dict[str, Any]:
    """What checking an identity depends on."""
    return {"region": region_of(motif.organisation), "phone_needed": motif.modalite == Modalite.PHONE}


def booking_rules(motif: Motif, known: Known) -> Mapping[str, Any]:
    """What checking the whole form depends on."""
    return {
        **identity_rules(motif),
        "motif": motif,
        "certified": known.certified,
        "invited": known.invited,
        "invitation_id": known.invitation_id,
    }
