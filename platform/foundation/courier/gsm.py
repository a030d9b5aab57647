"""SMS texts: one character outside the GSM alphabet more than halves what a part can hold."""

import unicodedata
from dataclasses import dataclass

# 3GPP 23.038, default alphabet and its extension (each of whose characters counts twice).
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")

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
    # French quotation marks stand off from what they quote; straight ones do not.
    tight = (
        text.replace("«\u00a0", "«").replace("\u00a0»", "»").replace("«\u202f", "«").replace("\u202f»", "»")
    )
    straight = unicodedata.normalize("NFC", tight).translate(STRAIGHT)
    return "".join(_closest(character) for character in straight)


def measure(text: str) -> Size:
    """What `text` costs as it stands: normalise first."""
    if _is_gsm(text):
        characters = sum(2 if character in EXTENSION else 1 for character in text)
        return Size("GSM-7", characters, _parts(characters, alone=160, split=153))
    characters = len(text.encode("utf-16-be")) // 2
    return Size("UCS-2", characters, _parts(characters, alone=70, split=67))


def _is_gsm(text: str) -> bool:
    return all(character in BASIC or character in EXTENSION for character in text)


def _closest(character: str) -> str:
    if _is_gsm(character):
        return character
    bare = "".join(
        part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part)
    )
    return bare if bare and _is_gsm(bare) else character


def _parts(characters: int, *, alone: int, split: int) -> int:
    return 1 if characters <= alone else -(-characters // split)
