"""Texts for a telephone: 160 GSM characters when the names can be cut to it, two parts otherwise."""

from collections.abc import Callable, Mapping
from textwrap import shorten

from booking.wording.render import render
from foundation.courier.gsm import measure, normalise
from foundation.courier.senders import gsm_only

MOST_PARTS = 2
# What so many parts hold. Letters that GSM lacks (Arabic, Cyrillic) have three: they say the same in more.
ROOMS = {"GSM-7": (160, MOST_PARTS * 153), "UCS-2": (70, 2 * 67, 3 * 67)}
# Cut below this, a name would not be recognised.
MOTIF_AT_LEAST, PLACE_AT_LEAST = 16, 24
# Of what only an administration's own text tells.
LONGEST = {"prenom": 20, "adresse": 60, "pieces": 80}
CUT = "..."
# Letters of Europe that lose more than an accent; signs that count twice, so that a cut name weighs its letters.
LIKE = str.maketrans(
    {
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t", "ə": "e",
        "[": "(", "]": ")", "{": "(", "}": ")", "|": "/", "\\": "/", "~": "-", "^": " ", "€": "EUR", "\f": " ",
    }
)  # fmt: skip


def sms_text(
    template: str, facts: Mapping[str, str], *, written: Callable[[str], str] = gsm_only, more: str = ""
) -> str:
    """An administration's own text as it leaves: two parts at most when `worst_values` said so, `more` left out."""
    known = {
        name: value if name == "lien" else written(value.translate(LIKE)) for name, value in facts.items()
    }
    known |= {name: cut(known[name], most) for name, most in LONGEST.items() if name in known}

    def write(motif: str, place: str) -> str:
        text = render(template, {**known, "motif": motif, "lieu": place})
        return tidied(f"{text} {more}" if more else text)

    return fitted(write, motif=known.get("motif", ""), place=known.get("lieu", ""))


def fitted(write: Callable[[str, str], str], *, motif: str, place: str) -> str:
    """The motif is cut first, then the place; never what `write` adds to them.

    When the shortest names do not fit in one part, more are paid and as much of them as fits is told.
    """
    whole = write(motif, place)
    rooms = ROOMS[measure(whole).alphabet]
    if not _over(whole, rooms[0]):
        return whole
    for limit in rooms:
        over = _over(whole, limit)
        short_motif = cut(motif, max(len(motif) - over, MOTIF_AT_LEAST))
        over = _over(write(short_motif, place), limit)
        text = write(short_motif, cut(place, max(len(place) - over, PLACE_AT_LEAST)))
        if not _over(text, limit):
            break
    return text


def fits(text: str) -> bool:
    size = measure(text)
    return size.parts <= len(ROOMS[size.alphabet])


def tidied(text: str) -> str:
    """As it leaves. A name may be cut short before the end of a sentence, and begin with what was just said."""
    return normalise(text).replace("....", "...").replace("RDV rendez-vous", "RDV")


def in_a_sentence(name: str) -> str:
    """« Carte d’identité » becomes « carte d’identité »; « PMI » stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def cut(name: str, length: int) -> str:
    """At a word's end when there is one."""
    if len(name) <= length:
        return name
    shorter = shorten(name, length, placeholder=CUT, break_on_hyphens=False)
    return shorter if shorter != CUT else name[: length - len(CUT)] + CUT


def _over(text: str, limit: int) -> int:
    return max(measure(text).characters - limit, 0)
