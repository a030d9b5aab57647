"""Texts for a telephone: 160 GSM characters when the names can be cut to it, two parts otherwise."""

import re
from collections.abc import Callable
from textwrap import shorten
from unicodedata import normalize

from foundation.courier.gsm import measure, normalise

ONE_PART, TWO_PARTS = 160, 2 * 153
# Cut below this, a name would not be recognised.
MOTIF_AT_LEAST, PLACE_AT_LEAST = 16, 24
CUT = "..."
SENDER_LENGTH = 11
SMALL_WORDS = frozenset({"d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur"})


def fitted(write: Callable[[str, str], str], *, motif: str, place: str) -> str:
    """The motif is cut first, then the place; never what `write` adds to them.

    When the shortest names do not fit in one part, two are paid and as much of them as fits is told.
    """
    for limit in (ONE_PART, TWO_PARTS):
        over = _over(write(motif, place), limit)
        short_motif = _cut(motif, len(motif) - over, MOTIF_AT_LEAST)
        over = _over(write(short_motif, place), limit)
        text = write(short_motif, _cut(place, len(place) - over, PLACE_AT_LEAST))
        if not _over(text, limit):
            break
    return text


def gsm_only(name: str) -> str:
    """Without what GSM cannot write: a single pictogram more than halves what a message holds."""
    kept = (character for character in normalise(name) if measure(character).alphabet == "GSM-7")
    return " ".join("".join(kept).split())


def in_a_sentence(name: str) -> str:
    """« Carte d’identité » becomes « carte d’identité »; « PMI » stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def sender_of(short_name: str) -> str:
    """What operators accept: 11 ASCII letters and digits at most, a letter first."""
    ascii_name = normalize("NFKD", normalise(short_name)).encode("ascii", "ignore").decode()
    words = [word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", ascii_name)]
    if len("".join(words)) > SENDER_LENGTH:
        words = [word for word in words if word.lower() not in SMALL_WORDS]
    whole = "".join(words)
    if not whole[:1].isalpha():
        whole = f"RDV{whole}"
    sender, rest = whole[:SENDER_LENGTH], whole[SENDER_LENGTH:]
    # Half a number is another number.
    return sender.rstrip("0123456789") if rest[:1].isdigit() else sender


def _over(text: str, limit: int) -> int:
    return max(measure(text).characters - limit, 0)


def _cut(name: str, length: int, at_least: int) -> str:
    """At a word's end when there is one."""
    length = max(length, at_least)
    if len(name) <= length:
        return name
    cut = shorten(name, length, placeholder=CUT, break_on_hyphens=False)
    return cut if cut != CUT else name[: length - len(CUT)] + CUT
