"""What to bring that depends on an answer not given yet, as the page says it before the times."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from booking.citizens.own_fields import NO, YES
from booking.models import Motif
from booking.queries.pieces import pieces_for
from foundation.web.components.typography import insecables


@dataclass(frozen=True, slots=True)
class Conditional:
    question: str
    answers: str
    pieces: list[str]


def pieces_by_answer(motif: Motif) -> list[Conditional]:
    """In the order of the motif, one entry for each condition."""
    labels = {each["id"]: each["label"] for each in motif.questions}
    conditions = {
        (each["if"]["question"], tuple(each["if"]["is"])): None for each in motif.pieces if each.get("if")
    }
    always = pieces_for(motif, {})
    return [
        Conditional(
            question=labels[question],
            answers=_said(answers),
            pieces=[each for each in pieces_for(motif, {question: answers[0]}) if each not in always],
        )
        for question, answers in conditions
        if question in labels and answers
    ]


def pieces_line(always: Sequence[str], depending: Sequence[Conditional]) -> str:
    """All that stands before the times, where a list would push them off the screen of a phone."""
    if not always:
        return _("Pièces à apporter, selon vos réponses") if depending else ""
    said = {"number": len(always)}
    if depending:
        return insecables(_("Pièces à apporter : %(number)s, et d’autres selon vos réponses") % said)
    return insecables(_("Pièces à apporter : %(number)s") % said)


def _said(answers: tuple[str, ...]) -> str:
    """« Oui » ; « Mariage » ou « Pacs »"""
    words = {YES: _("Oui"), NO: _("Non")}
    return _(" ou ").join(_("« %(answer)s »") % {"answer": words.get(each, each)} for each in answers)
