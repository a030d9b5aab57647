"""The lines of a file checked one by one: zones, or a sentence that says which line and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import category

from django.utils.text import slugify

from booking.agents.sector_file import Line
from booking.queries.sector_streets import street_key
from booking.queries.sector_zones import NewZone
from foundation import ports
from foundation.places import CommuneFound

# A spreadsheet would run what begins so.
FORMULA = ("=", "+", "-", "@")
LONGEST = {"secteur": 150, "commune": 100, "code_insee": 10, "voie": 150, "code_voie": 30}


@dataclass(frozen=True, slots=True)
class CheckedLines:
    """`errors`: line number and sentence."""

    zones: list[NewZone] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)


def check_lines(lines: Iterable[Line]) -> CheckedLines:
    checked = CheckedLines()
    for line in lines:
        sentence = _refused(line)
        commune = None if sentence else ports.commune_of_code(_insee(line.code_insee))
        sentence = sentence or _refused_commune(line, commune)
        if sentence or commune is None:
            checked.errors.append((line.number, sentence))
            continue
        checked.zones.append(
            NewZone(
                sector_name=line.secteur,
                commune_code=commune.code,
                commune_name=commune.name,
                street_name=line.voie,
                street_code=line.code_voie,
            )
        )
    return checked


def _refused(line: Line) -> str:
    for name, at_most in LONGEST.items():
        value = getattr(line, name)
        if value.startswith(FORMULA):
            return f"La colonne « {name} » commence par « {value[0]} », comme une formule. Écrivez un texte."
        if len(value) > at_most:
            return f"La colonne « {name} » est trop longue : {at_most} caractères au plus."
        if any(category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in value):
            return f"La colonne « {name} » contient un caractère invisible."
    if not slugify(line.secteur):
        return "Le nom du secteur manque." if not line.secteur else "Le nom du secteur n’est pas lisible."
    if not line.code_insee:
        return "Le code INSEE de la commune manque."
    if line.voie and not street_key(line.voie):
        return f"« {line.voie} » n’est pas un nom de voie."
    return ""


def _refused_commune(line: Line, commune: CommuneFound | None) -> str:
    if commune is None:
        return f"Le code {line.code_insee} n’est celui d’aucune commune."
    if line.commune and not _same(line.commune, commune.name):
        return f"Le code {line.code_insee} est celui de {commune.name}, pas de {line.commune}."
    return ""


def _insee(code: str) -> str:
    """A spreadsheet takes 01004 for a number, and its zero away."""
    return code.zfill(5) if code.isascii() and code.isdigit() else code


def _same(typed: str, name: str) -> bool:
    """« St-Omer » is Saint-Omer, « Paris 15e » Paris: the code decides, the name only reveals a shifted column."""
    ours, theirs = set(street_key(name).split()), set(street_key(typed).split())
    return theirs <= ours or ours <= theirs
