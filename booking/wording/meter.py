"""What an SMS costs before it is ever sent: its parts with ordinary values, and with the longest ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from booking.wording.problems import Problem
from booking.wording.short_text import MOST_PARTS, sms_text
from foundation.courier.gsm import Size, measure, normalise

# Characters that two parts hold.
ROOM = {"GSM-7": 2 * 153, "UCS-2": 2 * 67}


@dataclass(frozen=True, slots=True)
class Estimate:
    """`text` as it would leave."""

    text: str
    size: Size


@dataclass(frozen=True, slots=True)
class Change:
    """What normalisation wrote instead: « œ » became « oe »."""

    typed: str
    written: str


def estimate(template: str, facts: Mapping[str, str]) -> Estimate:
    text = sms_text(template, facts)
    return Estimate(text, measure(text))


def too_long(worst: Estimate) -> Problem | None:
    """None when the longest text holds in two parts."""
    if worst.size.parts <= MOST_PARTS:
        return None
    over = max(worst.size.characters - ROOM[worst.size.alphabet], 1)
    sentence = (
        f"Ce SMS coûterait {worst.size.parts} SMS avec les noms les plus longs. "
        f"Retirez {over} caractère{'s' if over > 1 else ''}"
    )
    if dear := dear_characters(worst.text):
        shown = " ".join(f"« {each} »" for each in dear[:8])
        return Problem("trop-long", f"{sentence}, ou ces signes qui doublent le prix : {shown}.")
    return Problem("trop-long", f"{sentence}.")


def dear_characters(text: str) -> list[str]:
    """Those that keep a text out of the GSM alphabet, whatever was done: a part then holds 67 characters."""
    outside = (each for each in normalise(text) if measure(each).alphabet == "UCS-2")
    return list(dict.fromkeys(outside))


def changes(template: str) -> list[Change]:
    """Each sign once, in the order of the text. Spaces are not shown: nobody sees a difference."""
    signs = dict.fromkeys(each for each in template if not each.isspace() and normalise(each) != each)
    return [Change(sign, normalise(sign)) for sign in signs if normalise(sign)]
