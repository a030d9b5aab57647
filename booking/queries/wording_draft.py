"""What an administrator typed for one kind of message, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from booking.models import MessageSettings
from booking.queries.letter_facts import Facts
from booking.queries.national_wordings import national_sms
from booking.queries.sample_rdv import sample_facts, usual_values, worst_values
from booking.queries.wordings import compared_since, email_parts, sms_texts
from booking.wording.catalogue import FALLBACK, Worded
from booking.wording.meter import Change, Estimate, changes, estimate, too_long
from booking.wording.problems import Problem, problems

# Characters; an SMS is weighed in parts as well.
LONGEST = {"a": 400, "b": 400, "subject": 150, "intro": 600, "note": 1_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`a` and `b` are SMS, the rest is the e-mail's. Empty means the national text."""

    kind: Worded
    language: str = FALLBACK
    a: str = ""
    b: str = ""
    compared: bool = False
    subject: str = ""
    intro: str = ""
    note: str = ""

    @property
    def sms(self) -> dict[str, str]:
        return {"a": self.a, "b": self.b}

    @property
    def email(self) -> dict[str, str]:
        return {"subject": self.subject, "intro": self.intro, "note": self.note}


@dataclass(frozen=True, slots=True)
class Weighed:
    """An SMS as most people will read it, as the longest names make it, and what was written otherwise."""

    usual: Estimate
    worst: Estimate
    changes: list[Change]


def saved_draft(kind: Worded, settings: MessageSettings, language: str = FALLBACK) -> Draft:
    sms, email = (read(settings, kind.kind, language) for read in (sms_texts, email_parts))
    return Draft(
        kind=kind,
        language=language,
        compared=compared_since(settings, kind.kind) is not None,
        **{name: sms.get(name, "") for name in ("a", "b")},
        **{name: email.get(name, "") for name in ("subject", "intro", "note")},
    )


class Scales:
    """Weighs the texts of one administration: its names are read once."""

    def __init__(self, settings: MessageSettings, now: datetime) -> None:
        self.facts: Facts = sample_facts(settings, now)
        self.usual: Mapping[str, str] = usual_values(self.facts)
        self.worst: Mapping[str, str] = worst_values(self.facts)

    def national(self, kind: Worded) -> str:
        return national_sms(kind.kind, self.facts)

    def weigh(self, text: str) -> Weighed:
        return Weighed(estimate(text, self.usual), estimate(text, self.worst), changes(text))

    def problems(self, draft: Draft) -> dict[str, list[Problem]]:
        """By field; without any, the draft may be saved."""
        found = {name: self._of_sms(draft, name, text) for name, text in draft.sms.items() if text}
        found |= {name: problems(text, most=LONGEST[name]) for name, text in draft.email.items() if text}
        # Pièces are a list: a header has one line.
        if "\n" in draft.subject or "{pieces}" in draft.subject:
            found["subject"].append(
                Problem("retour-ligne", "L’objet tient sur une seule ligne, sans {pieces}.")
            )
        if draft.compared:
            found["b"] = [*found.get("b", ()), *self._not_two(draft)]
        return {name: each for name, each in found.items() if each}

    def _of_sms(self, draft: Draft, name: str, text: str) -> list[Problem]:
        found = problems(text, needs=draft.kind.needs, most=LONGEST[name])
        heavy = too_long(estimate(text, self.worst))
        # What it weighs means nothing while a place is misspelt.
        return found if found or heavy is None else [heavy]

    def _not_two(self, draft: Draft) -> list[Problem]:
        if not draft.b:
            return [Problem("deuxieme-texte", "Écrivez le deuxième texte pour le comparer au premier.")]
        if draft.b == (draft.a or self.national(draft.kind)):
            return [Problem("memes-textes", "Les deux textes sont identiques : changez l’un des deux.")]
        return []
