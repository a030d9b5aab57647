"""SMS texts: one character outside the GSM alphabet more than halves what a part can hold."""

import unicodedata
from dataclasses import dataclass

# 3GPP 23.038, default alphabet and its extension (each of whose characters counts twice).
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
ALPHABET = BASIC | EXTENSION

STRAIGHT = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "‚": ",", "′": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "…": "...", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "•": "-", "·": "-",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u200b": "", "\u2060": "", "\ufeff": "",
        "œ": "oe", "Œ": "OE", "ÿ": "y", "×": "x", "°": "o", "№": "No",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """`alphabet` is "GSM-7" or "UCS-2"; `characters` counts as the operators do; `parts` is what is paid."""

    alphabet: str
    characters: int
    parts: int


def normalise(text: str) -> str:
    """Typographic signs straightened, then only the accents that GSM lacks removed: é, è, à and ù stay.

    What has no likeness (another script, a pictogram) is left as it is: better a dearer text than a wrong
    letter.
    """
    if _is_gsm(text):
        return text
    # French quotation marks stand off from what they quote; straight ones do not.
    tight = (
        text.replace("«\u00a0", "«").replace("\u00a0»", "»").replace("«\u202f", "«").replace("\u202f»", "»")
    )
    straight = unicodedata.normalize("NFC", tight).translate(STRAIGHT)
    return "".join(each if each in ALPHABET else _closest(each) for each in straight)


def measure(text: str) -> Size:
    """What `text` costs as it stands: normalise first."""
    if _is_gsm(text):
        sizes = [2 if character in EXTENSION else 1 for character in text]
        return Size("GSM-7", sum(sizes), _parts(sizes, alone=160, split=153))
    # What UTF-16 writes in two halves takes the room of two.
    sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return Size("UCS-2", sum(sizes), _parts(sizes, alone=70, split=67))


def parts(text: str) -> int:
    """How many SMS `text` is billed as, as it stands: normalise first."""
    return measure(text).parts


def _is_gsm(text: str) -> bool:
    return ALPHABET.issuperset(text)


def _closest(character: str) -> str:
    bare = "".join(
        part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part)
    )
    return bare if bare and _is_gsm(bare) else character


def _parts(sizes: list[int], *, alone: int, split: int) -> int:
    """A character of two halves is never cut: it goes whole to the next part, and leaves a place empty."""
    if sum(sizes) <= alone:
        return 1
    count, room = 1, split
    for size in sizes:
        if size > room:
            count, room = count + 1, split
        room -= size
    return count
