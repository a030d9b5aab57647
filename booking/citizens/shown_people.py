"""For how many a motif is asked, in words and in addresses."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.models import Motif
from foundation.web.components.typography import duree

PEOPLE = "personnes"
DOCUMENT = "document"


def people_of(motif: Motif) -> str:
    """« 3 documents »; empty for a motif that is always for one."""
    return counted(motif, motif.count) if motif.people else ""


def counted(motif: Motif, number: int) -> str:
    if motif.people.get("unit") == DOCUMENT:
        return ngettext("%(number)d document", "%(number)d documents", number) % {"number": number}
    return ngettext("%(number)d personne", "%(number)d personnes", number) % {"number": number}


def asked_query(motif: Motif) -> dict[str, str]:
    """Of every address in which the number must stay."""
    return {PEOPLE: str(motif.count)} if motif.count > 1 else {}


def how_many(motif: Motif) -> dict[str, Any] | None:
    """The small form before the times, for a motif that takes several: each number with how long it lasts."""
    if not motif.people:
        return None
    numbers = [motif.asked_for(number) for number in range(1, motif.people["at_most"] + 1)]
    return {
        "nom": PEOPLE,
        "libelle": _("Nombre de documents")
        if motif.people.get("unit") == DOCUMENT
        else _("Nombre de personnes"),
        "choix": [
            (str(each.count), f"{counted(motif, each.count)} ({duree(each.total_min)})") for each in numbers
        ],
        "valeur": str(motif.count),
    }
