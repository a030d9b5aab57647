import re
import unicodedata

LONGEST = 120  # the longest name of the registry, written out, has 81 letters

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """One spelling for all: "L’Haÿ-les-Roses" and "l hay les roses" are the same; "St" is "saint".

    Empty when nothing of the text can be a name.
    """
    if len(text) > LONGEST or "\0" in text:
        return ""
    words = plain(text).split()
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)


def plain(text: str) -> str:
    letters = text.casefold()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters.translate(_LIGATURES))
        letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", letters)
