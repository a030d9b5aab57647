"""Motifs as lines and sections of the administrators' pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from booking.agents import motif_reading_words as words
from booking.agents.motif_inputs import DelaysForm, EssentialForm, PeopleForm
from booking.agents.motif_inputs_fields import SectionForm
from booking.agents.motif_inputs_messages import NoticesForm, PresenceForm, QuotaForm, RemindersForm
from booking.agents.motif_inputs_rows import KINDS, PieceForm, QuestionForm, Row
from booking.agents.motif_inputs_texts import RulesForm, TextsForm, TranslationsForm
from booking.models import Motif, Organisation
from foundation.errors import Refusal
from foundation.web.components.typography import duree, insecables


@dataclass(frozen=True, slots=True)
class MotifLine:
    name: str
    url: str
    service: str
    duration: str
    modalite: str
    bookable_by: str
    state: str
    why_url: str


def motif_lines(motifs: Sequence[Motif]) -> list[tuple[Organisation, list[MotifLine]]]:
    """`motifs` come in the order of their organisations."""
    groups = groupby(motifs, key=lambda each: each.organisation)
    return [(organisation, [_line(motif) for motif in group]) for organisation, group in groups]


def _line(motif: Motif) -> MotifLine:
    return MotifLine(
        name=motif.name,
        url=reverse("agent-motif", args=[motif.slug]),
        service=motif.service.name,
        duration=duree(motif.duration_min),
        modalite=motif.get_modalite_display(),
        bookable_by=motif.get_bookable_by_display(),
        state="Publié" if motif.is_published else "Non publié",
        why_url=reverse("agent-motif-pourquoi", args=[motif.slug]),
    )


@dataclass(frozen=True, slots=True)
class Section:
    """`summary` says in a few words what is set, for who does not open it."""

    title: str
    form: type[SectionForm]
    summary: Callable[[Motif], str]
    # Of a list: its lines are shown, and the form adds one.
    one: str = ""


SECTIONS: Mapping[str, Section] = {
    "essentiel": Section("Essentiel", EssentialForm, words.essential),
    "delais": Section("Délais", DelaysForm, words.delays),
    "textes": Section("Textes", TextsForm, words.texts),
    "questions": Section(
        "Questions",
        QuestionForm,
        words.questions,
        "question",
    ),
    "pieces": Section(
        "Pièces à fournir",
        PieceForm,
        words.pieces,
        "pièce",
    ),
    "plusieurs": Section("Plusieurs personnes", PeopleForm, words.people),
    "messages": Section("Messages à l’usager", NoticesForm, words.notices),
    "rappels": Section("Rappels", RemindersForm, words.reminders),
    "presence": Section("Contre les absences", PresenceForm, words.presence),
    "quota": Section("Limite par personne", QuotaForm, words.quota),
    "regles": Section("Règles particulières", RulesForm, words.rules),
    "traductions": Section("Traductions", TranslationsForm, words.translations),
}
LISTS = ("questions", "pieces")


@dataclass(frozen=True, slots=True)
class Refused:
    """The section that was just posted: its form as typed, and what the command had against it."""

    slug: str
    form: SectionForm
    refusal: Refusal | None = None


def shown_sections(
    motif: Motif, *, opened: str, refused: Refused | None = None, changed: SectionForm | None = None
) -> list[dict[str, Any]]:
    """`changed`: the form of the line that is being changed, in the opened section."""
    shown = []
    for slug, section in SECTIONS.items():
        here = refused if refused and refused.slug == slug else None
        form = here.form if here else (changed if slug == opened else None) or section.form.shown(motif)
        at = getattr(form, "at", None)
        shown.append(
            {
                "slug": slug,
                "titre": section.title,
                "resume": insecables(section.summary(motif)),
                "form": form,
                "ligne": at,
                "verbe": _verb(section, at),
                "bouton": f"Ajouter la {section.one}" if section.one and at is None else "Enregistrer",
                "ouverte": slug == opened or bool(here),
                "refus": here.refusal if here else None,
                "liste": slug in LISTS,
                "lignes": row_lines(motif, slug) if slug in LISTS else [],
                "action": reverse("agent-motif-liste", args=[motif.slug, slug]) if slug in LISTS else "",
            }
        )
    return shown


def _verb(section: Section, at: int | None) -> str:
    if not section.one:
        return "Modifier"
    return f"Ajouter une {section.one}" if at is None else f"Modifier la {section.one}"


def row_lines(motif: Motif, column: str) -> list[tuple[str, str]]:
    said = _question if column == "questions" else _piece
    rows: Sequence[Row] = getattr(motif, column)
    return [(row["label"], insecables(said(motif, row))) for row in rows]


def _question(motif: Motif, row: Row) -> str:
    answers = ", ".join(row.get("choices", []))
    kind = f"Choix : {answers}" if row["kind"] == "choice" else dict(KINDS)[row["kind"]]
    return f"{kind} – obligatoire" if row.get("required") else kind


def _piece(motif: Motif, row: Row) -> str:
    condition = row.get("if")
    if not condition:
        return row.get("hint", "")
    asked = next(
        (each["label"] for each in motif.questions if each["id"] == condition["question"]),
        condition["question"],
    )
    return f"Si « {asked} » : {' ou '.join(condition['is'])}"
