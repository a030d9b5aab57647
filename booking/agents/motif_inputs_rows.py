"""Lists of a motif, one line at a time: what is asked of the person, and what they bring."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify
from rest_framework import serializers

from booking.agents.fields import IN_LIST, box, line, one_of, said, text
from booking.agents.motif_inputs_fields import SectionForm
from booking.commands.motif_rules import answers_of
from booking.models import Motif
from booking.queries.usual_pieces import usual_pieces
from foundation.web.fields import Line

KINDS = [("text", "Un texte"), ("yes_no", "Oui ou non"), ("choice", "Un choix dans une liste")]
CHOICES_AT_MOST, LONGEST_CHOICE = 20, 100

type Row = dict[str, Any]


class RowForm(SectionForm):
    """One line of the list kept in `columns[0]`: a new one, or the one at `at`. `asked`: keys of the line."""

    def __init__(self, *args: Any, at: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    @classmethod
    def at_row(cls, motif: Motif, at: int | None) -> "RowForm":
        rows = rows_of(motif, cls.columns[0])
        return cls(cls.read(rows[at]) if at is not None else cls.read({}), motif=motif, at=at)

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        return cls.read({})

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        return {name: row.get(column, "") for name, column in cls.asked.items()}

    @property
    def row(self) -> Row:
        return {column: self.validated_data[name] for name, column in self.asked.items()}

    @property
    def values(self) -> dict[str, Any]:
        """Sent twice, a line is added once."""
        rows, row = rows_of(self.motif, self.columns[0]), self.row
        if self.at is not None:
            return {self.columns[0]: [*rows[: self.at], row, *rows[self.at + 1 :]]}
        known = any(_bare(each) == _bare(row) for each in rows)
        return {self.columns[0]: rows if known else [*rows, row]}


class QuestionForm(RowForm):
    """Its id is made from its first label, once: answers already given keep their question."""

    asked = {
        "question": "label",
        "question_genre": "kind",
        "question_aide": "hint",
        "question_obligatoire": "required",
    }
    columns = ("questions",)

    question = line("Question", needed="Écrivez la question.")
    question_genre = one_of("Réponse attendue", KINDS)
    question_choix = text("Réponses proposées", "Une par ligne, si la réponse est un choix dans une liste.")
    question_aide = line("Aide sous la question")
    question_obligatoire = box("Réponse obligatoire")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        lines = (" ".join(each.split()) for each in attrs["question_choix"].splitlines())
        choices = list(dict.fromkeys(each for each in lines if each))
        if attrs["question_genre"] != "choice":
            return {**attrs, "choices": []}
        if not 2 <= len(choices) <= CHOICES_AT_MOST:
            raise serializers.ValidationError(
                {"question_choix": [f"Proposez de 2 à {CHOICES_AT_MOST} réponses, une par ligne."]}
            )
        if any(len(each) > LONGEST_CHOICE for each in choices):
            raise serializers.ValidationError(
                {"question_choix": [f"Une réponse a {LONGEST_CHOICE} caractères au plus."]}
            )
        return {**attrs, "choices": choices}

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        return super().read(row) | {"question_choix": "\n".join(row.get("choices", []))}

    @property
    def row(self) -> Row:
        typed, questions = self.validated_data, self.motif.questions
        known = questions[self.at]["id"] if self.at is not None else ""
        free = known or _free_id(typed["question"], {each["id"] for each in questions})
        return {"id": free, **super().row, "choices": typed["choices"]}


class PieceForm(RowForm):
    asked = {"piece": "label", "piece_aide": "hint"}
    columns = ("pieces",)

    # Without « autocomplete », which would hide the list of the usual ones in some browsers.
    piece = Line(label="Pièce", max_length=200, error_messages=said("Nommez la pièce."))
    piece_aide = line("Précision", "Exemple : de moins de trois mois.")
    piece_si = serializers.MultipleChoiceField(
        choices=[],
        label="Seulement pour qui répond",
        help_text="Rien de coché : pour tout le monde.",
        required=False,
        default=set,
        error_messages={"invalid_choice": IN_LIST},
    )

    def fit(self, motif: Motif) -> None:
        found = [
            (f"{question['id']}={answer}", f"{question['label']} – {answer}")
            for question in motif.questions
            for answer in answers_of(question)
        ]
        if found:
            self.choose("piece_si", found)
        else:
            del self.fields["piece_si"]

    @property
    def usual(self) -> Sequence[str]:
        """Said to citizens in their language when taken as they are."""
        return usual_pieces()

    def validate_piece_si(self, chosen: set[str]) -> set[str]:
        if len({each.partition("=")[0] for each in chosen}) > 1:
            raise serializers.ValidationError("Cochez les réponses d’une seule question.")
        return chosen

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        condition = row.get("if") or {"question": "", "is": []}
        chosen = [f"{condition['question']}={each}" for each in condition["is"]]
        return super().read(row) | {"piece_si": chosen}

    @property
    def row(self) -> Row:
        chosen = [each.partition("=") for each in sorted(self.validated_data.get("piece_si", ()))]
        if not chosen:
            return super().row
        return {**super().row, "if": {"question": chosen[0][0], "is": [answer for _, _, answer in chosen]}}


def rows_of(motif: Motif, column: str) -> list[Row]:
    rows: list[Row] = getattr(motif, column)
    return rows


def without(rows: Sequence[Row], at: int) -> list[Row]:
    return [row for rank, row in enumerate(rows) if rank != at]


def moved(rows: Sequence[Row], at: int, by: int) -> list[Row]:
    """The first does not go up, nor the last down."""
    to = min(max(at + by, 0), len(rows) - 1)
    left = without(rows, at)
    return [*left[:to], rows[at], *left[to:]]


def _bare(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "id"}


def _free_id(label: str, taken: set[str]) -> str:
    base = slugify(label)[:40].strip("-") or "question"
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
