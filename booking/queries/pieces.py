"""What a person brings, by what they answered: on their page, in their messages and on the agents' pages."""

from collections.abc import Mapping
from typing import Any

from booking.models import Motif
from booking.queries.usual_pieces import in_the_language
from foundation.languages import Said, language_of


def pieces_for(motif: Motif, answers: Mapping[str, Any]) -> list[str]:
    """The structured ones whose condition holds, then the lines of the free text. Without answers, those asked of
    everybody. The usual ones are in the language of the moment.
    """
    asked = [_said(piece) for piece in motif.pieces if _holds(piece.get("if"), answers)]
    written_in = language_of(motif.to_bring)
    lines = [Said(line.strip(" -•*\t"), written_in) for line in motif.to_bring.splitlines()]
    return list(dict.fromkeys(in_the_language(each) for each in [*asked, *lines] if each))


def _holds(condition: Mapping[str, Any] | None, answers: Mapping[str, Any]) -> bool:
    return not condition or answers.get(condition["question"]) in condition["is"]


def _said(piece: Mapping[str, Any]) -> str:
    label, hint = piece["label"].strip(), piece.get("hint", "").strip()
    return f"{label} ({hint})" if label and hint else label
