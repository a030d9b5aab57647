"""One spelling for a street, however it was typed: what zones are compared by. Pure."""

import re

from booking.queries.spelling import without_accents

LONGEST = 150

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_SEPARATORS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d{1,5}(?:[a-f]|bis|ter|quater)?")
# After a number, and only there: "12 bis rue du Bac", but "rue Bis".
_REPEATS = frozenset(("bis", "ter", "quater", "quinquies", *"abcdef"))
_MONTHS = frozenset((
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
))  # fmt: skip
_KINDS = {
    "all": "allee",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "boul": "boulevard",
    "che": "chemin",
    "chem": "chemin",
    "chm": "chemin",
    "crs": "cours",
    "fbg": "faubourg",
    "fg": "faubourg",
    "imp": "impasse",
    "lot": "lotissement",
    "pas": "passage",
    "pass": "passage",
    "pl": "place",
    "qu": "quai",
    "r": "rue",
    "res": "residence",
    "rte": "route",
    "sq": "square",
    "vc": "voie",
    "vla": "villa",
}
# Anywhere in the name.
_WORDS = {
    "cdt": "commandant",
    "col": "colonel",
    "cne": "capitaine",
    "dr": "docteur",
    "gal": "general",
    "gen": "general",
    "lt": "lieutenant",
    "mal": "marechal",
    "mar": "marechal",
    "mgr": "monseigneur",
    "pdt": "president",
    "pr": "professeur",
    "prof": "professeur",
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
}


def street_key(text: str) -> str:
    """« 12 bis, av. du Gal Leclerc » → "avenue du general leclerc". Empty when nothing of it can be a street.

    A number at the beginning is that of the house, unless the name goes on with what only a date does
    (« 8 mai 1945 », « 11 novembre »).
    """
    if len(text) > LONGEST or "\0" in text:
        return ""
    words = _without_number(_plain(text).split())
    if not words:
        return ""
    kind = _KINDS.get(words[0], words[0]) if len(words) > 1 else words[0]
    return " ".join(_WORDS.get(word, word) for word in (kind, *words[1:]))


def _without_number(words: list[str]) -> list[str]:
    if not words or not _NUMBER.fullmatch(words[0]) or (len(words) > 1 and words[1] in _MONTHS):
        return words
    rest = words[1:]
    # "12 14 rue…", "12 bis rue…"
    while len(rest) > 1 and (rest[0] in _REPEATS or _NUMBER.fullmatch(rest[0])) and rest[1] not in _MONTHS:
        rest = rest[1:]
    return rest


def _plain(text: str) -> str:
    return _SEPARATORS.sub(" ", without_accents(text.casefold().translate(_LIGATURES)))
