"""What the pages about an address show."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.citizens.address_inputs import CommuneInput, StreetInput
from booking.citizens.address_street import NONE
from booking.citizens.address_suggestions import Suggestion
from booking.queries.sectors import Address

# Where an address was asked from, apart from the times of a motif.
FOR_SESSIONS, FOR_PRESCRIBED = "seances", "prescription"


def commune_context(form: CommuneInput, known: Address | None, *, action: str) -> dict[str, Any]:
    return {"form": form, "connue": str(known) if known else "", "communes": form.choices, "action": action}


def street_context(
    form: StreetInput, commune: str, streets: Sequence[str], *, propositions: Sequence[Suggestion] = ()
) -> dict[str, Any]:
    offered = [(each.id, each.name) for each in propositions]
    return {
        "form": form,
        "commune": commune,
        "rues": [("", _("Elle n’est pas dans la liste")), *((each, each) for each in streets)],
        "propositions": [*offered, (NONE, _("Aucune de ces rues"))] if offered else [],
    }


def address_line(address: Address | None, *, slug: str = "", then: str = "") -> dict[str, Any]:
    """For the pages that an address changes: which it is, and where to change it."""
    return {"adresse_connue": str(address) if address else "", "url_adresse": address_url(slug, then=then)}


def address_url(slug: str = "", *, step: str = "citizens:adresse", then: str = "") -> str:
    """`slug`: the motif to come back to, and `then` among which pages: those of citizens unless it says."""
    said = {name: value for name, value in (("motif", slug), ("vers", then)) if value}
    return f"{reverse(step)}?{urlencode(said)}" if said else reverse(step)
