"""Names of administrations as a telephone can write them."""

import re
from unicodedata import normalize

from foundation.courier.gsm import measure, normalise

SENDER_LENGTH = 11
SMALL_WORDS = frozenset({"d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur"})


def gsm_only(name: str) -> str:
    """Without what GSM cannot write: a single pictogram more than halves what a message holds."""
    kept = (character for character in normalise(name) if measure(character).alphabet == "GSM-7")
    return " ".join("".join(kept).split())


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
