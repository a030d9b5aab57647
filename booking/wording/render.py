"""A text with places in braces, filled in one pass: what a value contains is never read as a place."""

import re
from collections.abc import Mapping

# Name of each place, and what it says.
VARIABLES: Mapping[str, str] = {
    "administration": "le nom court de votre administration",
    "motif": "le motif du rendez-vous",
    "jour": "le jour",
    "heure": "l’heure",
    "lieu": "le nom du lieu",
    "adresse": "l’adresse du lieu",
    "prenom": "le prénom de l’usager",
    "lien": "le lien pour voir, déplacer ou annuler",
    "telephone": "le numéro à appeler",
    "pieces": "les pièces à apporter",
}
PLACE = re.compile(r"\{(\w+)\}")


def render(template: str, facts: Mapping[str, str]) -> str:
    """A place without a value says nothing; a name that nobody knows stays as it is written."""

    def fill(place: re.Match[str]) -> str:
        return facts.get(place[1], "") if place[1] in VARIABLES else place[0]

    return _tidy(PLACE.sub(fill, template))


def _tidy(text: str) -> str:
    """Where a value was missing: no double space, none before a comma or a full stop."""
    lines = (re.sub(r" +([,.])", r"\1", re.sub(r" {2,}", " ", line)).strip() for line in text.splitlines())
    return "\n".join(lines).strip()
