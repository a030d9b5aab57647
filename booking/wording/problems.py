"""What keeps a text from being saved, each with a sentence that says what to do."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from booking.wording.render import PLACE, VARIABLES

MARKUP = re.compile(r"<[A-Za-z/!?][^>]*>?|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# What a telephone makes a link of: a scheme, « www. », or words joined by a dot.
SITE = re.compile(r"\b(?:https?://|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\b(?:/\S*)?", re.IGNORECASE)
# A link ends at a space; a sign that may close a sentence does no harm.
GLUED = re.compile(r"[^\s(«\"'’:,]\{lien\}|\{lien\}[^\s.,;!?)»\"]")


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is stable."""

    code: str
    sentence: str


def cleaned(typed: str) -> str:
    """Accents composed, line ends of one kind, and nothing invisible."""
    text = normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (each for each in text if each == "\n" or category(each) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
    return "".join(kept).strip()


def problems(template: str, *, needs: Collection[str] = (), most: int = 0) -> list[Problem]:
    """Of a `cleaned` text. `needs`: places it must have; `most`: characters it may have."""
    return [*_places(template), *_content(template), *_missing(template, needs), *_length(template, most)]


def _places(template: str) -> Iterator[Problem]:
    for name in dict.fromkeys(PLACE.findall(template)):
        if name not in VARIABLES:
            yield Problem(
                "variable-inconnue", f"« {{{name}}} » n’existe pas. Choisissez une variable de la liste."
            )
    if "{" in (rest := PLACE.sub("", template)) or "}" in rest:
        yield Problem(
            "accolade", "Une accolade est seule. Écrivez chaque variable en entier, par exemple {jour}."
        )
    if GLUED.search(template):
        yield Problem("lien-colle", "Laissez une espace avant et après {lien}, sinon il ne s’ouvrira pas.")


def _content(template: str) -> Iterator[Problem]:
    if found := MARKUP.search(template):
        yield Problem(
            "balise", f"« {found[0]} » est du code HTML. Écrivez seulement du texte, sans mise en forme."
        )
    if found := SITE.search(PLACE.sub(" ", EMAIL.sub(" ", template))):
        yield Problem(
            "adresse-de-site",
            f"« {found[0]} » est lu comme l’adresse d’un site. Seul {{lien}} peut mener à une page. "
            "Si ce n’est pas une adresse, mettez une espace après le point.",
        )


def _missing(template: str, needs: Collection[str]) -> Iterator[Problem]:
    for name in needs:
        if f"{{{name}}}" not in template:
            yield Problem("variable-manquante", f"Ajoutez {{{name}}} : {VARIABLES[name]} doit être dit.")


def _length(template: str, most: int) -> Iterator[Problem]:
    if most and len(template) > most:
        yield Problem(
            "trop-long", f"Ce texte est trop long de {len(template) - most} caractères ({most} au plus)."
        )
