"""What the form page says of the time that is kept."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from booking.citizens.drafts import Draft
from booking.citizens.shown_week import address_of, motif_context, name_of
from booking.models import Hold, Lieu, Motif
from booking.queries.numbering import region_of
from booking.queries.week import zone_of
from booking.vocabulary import Modalite
from foundation.web.components.typography import date_heure, duree, insecables
from foundation.web.fields import PHONE_EXAMPLE

INDICE_COURRIEL = insecables("Pour recevoir la confirmation par courriel. Exemple : nom@exemple.fr")


def draft_context(
    motif: Motif, draft: Draft, *, lieu: Lieu | None, hold: Hold | None, now: datetime
) -> dict[str, Any]:
    live = hold is not None and hold.expires_at > now
    return {
        **motif_context(motif),
        "reservation": draft.hold_id,
        "jusqu_a": hold.expires_at if hold and live else None,
        "prolongeable": bool(hold and live and not hold.is_extended),
        "url_prolonger": reverse("citizens:prolonger", args=[motif.slug]),
        "appel": motif.modalite == Modalite.PHONE,
        "indice_appel": insecables(f"Un agent vous appelle à ce numéro. Exemple : {PHONE_EXAMPLE}"),
        "indice_courriel_appel": INDICE_COURRIEL,
        "lignes": [
            ("Motif", f"{motif.name} ({duree(motif.duration_min)})"),
            ("Date", date_heure(draft.choice.start, zone_of(motif))),
            ("Lieu" if lieu else "Comment", f"{name_of(motif, lieu)}. {address_of(motif, lieu)}"),
        ],
    }


def identity_rules(motif: Motif) -> dict[str, Any]:
    """What checking an identity depends on."""
    return {"region": region_of(motif.organisation), "phone_needed": motif.modalite == Modalite.PHONE}
