"""What somebody answers to a message: understood only when the whole of it says one thing. Never guessed."""

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from unicodedata import category, normalize


class Said(StrEnum):
    YES = "oui"
    NO = "non"
    LATE = "retard"
    STOP = "stop"
    RESUME = "reprendre"
    THANKS = "merci"
    OTHER = "autre"


@dataclass(frozen=True, slots=True)
class Answer:
    """`at`: the hour of the rdv it is about (« NON 9h30 »), when said; `minutes`: how late, 0 when not said."""

    said: Said
    at: time | None = None
    minutes: int = 0


OTHER = Answer(Said.OTHER)
# Longer than any answer we understand: what follows is not even read.
LONGEST = 160
LATEST_MIN = 180

GREETING = r"(?:(?:bonjour|bonsoir) )?"
POLITE = r"(?:merci(?: beaucoup| d avance)?|bonne (?:journee|soiree)|cordialement|svp|s il vous plait)"
HOUR = r"(?: (?:a |de |du |celui de )?(?P<hour>\d{1,2}) ?(?:h|heures?)(?: ?(?P<minute>\d{2}))?)?"
COME = r"(?:je (?:viens|viendrai|confirme|serai (?:la|present|presente)))"
RDV = r"(?:(?:le |mon |ce )?(?:rdv|rendez vous))"
DROP = rf"(?:j annule|annulez?|annuler|annulation|je (?:veux|souhaite|dois) annuler)(?: (?:de )?{RDV})?"
CANNOT = r"je (?:ne )?(?:peux pas(?: venir)?|viens pas|viendrai pas|pourrai pas(?: venir)?)"
MINUTES = (
    r"(?:(?P<late_h>\d) ?h(?:eures?)?(?: ?(?P<late_hm>\d{2}))?|(?P<late>\d{1,3})(?: ?(?:min|mn|m|minutes?))?)"
)

PATTERNS = {
    Said.YES: rf"(?:oui|o|ok|yes|d accord|confirmer?|{COME}|(?:oui|ok) (?:oui|ok|{COME})){HOUR}",
    Said.NO: rf"(?:n|non|{DROP}|{CANNOT}|non (?:{DROP}|{CANNOT})){HOUR}",
    Said.LATE: (
        rf"(?:(?:je (?:serai|suis|vais etre) )?(?:un peu )?(?:en )?retard(?: (?:de |d environ |environ |d )?{MINUTES})?"
        rf"|(?:j ai |j aurai )?(?:environ )?{MINUTES.replace('late', 'more')} de retard)"
    ),
    Said.STOP: r"stop(?: ?sms)?|desabonne(?:r|ment)",
    Said.RESUME: r"start|reprendre",
    Said.THANKS: POLITE,
}
READERS = {said: re.compile(rf"{GREETING}(?:{pattern})(?: {POLITE})*") for said, pattern in PATTERNS.items()}
IN_FIGURES = {
    "un quart d heure": "15 min",
    "une demi heure": "30 min",
    "trois quarts d heure": "45 min",
    "une heure": "1 h",
}


def read_answer(text: str) -> Answer:
    """Capitals, accents, punctuation and spaces do not count; a question never is an answer."""
    plain = _plain(text)
    for said, reader in READERS.items():
        if found := reader.fullmatch(plain):
            return _answer(said, found.groupdict())
    return OTHER


def first_line(text: str) -> str:
    """Of an e-mail, where the answer stands before the signature."""
    return next((line for line in text.splitlines() if line.strip()), "")


def _answer(said: Said, found: dict[str, str | None]) -> Answer:
    if said == Said.LATE:
        minutes = _minutes(found)
        return Answer(said, minutes=minutes) if minutes <= LATEST_MIN else OTHER
    hour, minute = int(found.get("hour") or -1), int(found.get("minute") or 0)
    if hour < 0:
        return Answer(said)
    return Answer(said, at=time(hour, minute)) if hour < 24 and minute < 60 else OTHER


def _minutes(found: dict[str, str | None]) -> int:
    hours = int(found["late_h"] or found["more_h"] or 0)
    rest = int(found["late_hm"] or found["more_hm"] or found["late"] or found["more"] or 0)
    return hours * 60 + rest


def _plain(text: str) -> str:
    """Empty when too long, or when it asks something."""
    if len(text) > LONGEST or "?" in text:
        return ""
    text = re.sub(r"(?<=\d):(?=\d\d)", "h", text)
    letters = (each for each in normalize("NFKD", text.lower()) if not category(each).startswith("M"))
    # Marks and spaces separate; a pictogram is a word that we cannot read.
    spaced = "".join(" " if category(each)[0] in "PZC" else each for each in letters)
    plain = " ".join(spaced.split())
    for words, figures in IN_FIGURES.items():
        plain = plain.replace(words, figures)
    return plain
