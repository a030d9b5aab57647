"""The fields that one motif adds to the form: who comes, where, its questions, its papers, its text to accept."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from booking.citizens.fields import TYPED_AT_MOST
from booking.models import Motif
from booking.vocabulary import Modalite
from foundation.languages import SOURCE, Said, speaking
from foundation.web.components.typography import insecables, insecables_lazy
from foundation.web.fields import Line

# Whom the rdv is for: "" the person who books.
FOR, OTHER = "pour", "autre"
YES, NO = "oui", "non"
LONGEST_ANSWER, LONGEST_ADDRESS, LONGEST_NUMBER = 500, 250, 40
QUESTION, NUMBER = "question_{}", "numero_{}"
PAPERS_NUMBER, GROUPING = re.compile(r"[A-Z0-9]{10}"), re.compile(r"[\s.\-‐‑–]+")
REPEATED = gettext_lazy("Ce numéro est déjà donné pour une autre personne. Chaque personne a le sien.")


def own_names(motif: Motif) -> dict[str, int]:
    """Every field that the motif may add, whoever comes, and how long what is typed there may be."""
    names = {FOR: len(OTHER), "proche_prenom": TYPED_AT_MOST, "proche_nom": TYPED_AT_MOST}
    names |= {"adresse": LONGEST_ADDRESS, "accepte": 2, "sans_message": 2, "autre_rdv": 2}
    names |= {QUESTION.format(each["id"]): LONGEST_ANSWER for each in motif.questions}
    # Who waited for more people than the motif takes by now still comes with all of them.
    most = max(motif.people.get("at_most", 1), motif.count) if motif.papers else 0
    return names | {NUMBER.format(rank): LONGEST_NUMBER for rank in range(1, most + 1)}


def question_fields(motif: Motif) -> Iterator[tuple[str, serializers.Field[Any, Any, Any, Any]]]:
    for each in motif.questions:
        yield QUESTION.format(each["id"]), _question(each)


def papers_fields(motif: Motif) -> Iterator[tuple[str, serializers.Field[Any, Any, Any, Any]]]:
    """One number for each person; none for a motif without papers."""
    count = motif.count if motif.papers else 0
    for rank in range(1, count + 1):
        label = (
            _("Numéro de pré-demande, personne %(rank)s") % {"rank": rank}
            if count > 1
            else _("Numéro de pré-demande")
        )
        yield NUMBER.format(rank), NumberField(label=label)


def address_field(motif: Motif) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    if motif.modalite != Modalite.HOME:
        return {}
    nothing = _("Indiquez l’adresse où l’agent doit se rendre.")
    field = AnswerField(
        label=_("Adresse du rendez-vous"),
        max_length=LONGEST_ADDRESS,
        help_text=_("Numéro, rue, code postal et commune. Ajoutez le bâtiment ou l’étage si besoin."),
        error_messages={"required": nothing, "blank": nothing},
        style={"autocomplete": "street-address"},
    )
    return {"adresse": field}


class AnswerField(Line):
    """However many lines were typed, one is kept."""

    def to_internal_value(self, data: Any) -> str:
        typed = data if not isinstance(data, str) else " ".join(data.split())
        return super().to_internal_value(typed)


class NumberField(Line):
    """Ten letters and digits, as the pre-application's summary shows them, however they were grouped."""

    default_error_messages = {
        "required": gettext_lazy("Indiquez le numéro de pré-demande."),
        "blank": gettext_lazy("Indiquez le numéro de pré-demande."),
        "shape": insecables_lazy(
            gettext_lazy("Ce numéro n’est pas complet : il a dix caractères, des chiffres et des lettres.")
        ),
    }

    def to_internal_value(self, data: Any) -> str:
        number = GROUPING.sub("", super().to_internal_value(data)).upper()
        if not PAPERS_NUMBER.fullmatch(number):
            self.fail("shape")
        return number


class OneOfField(serializers.ChoiceField):
    """Radio buttons of which none was chosen post nothing."""

    def to_internal_value(self, data: Any) -> Any:
        if data == "" and self.required:
            self.fail("required")
        return super().to_internal_value(data)


class AcceptedField(serializers.BooleanField):
    default_error_messages = dict.fromkeys(
        ("required", "unticked"), gettext_lazy("Lisez le texte, puis cochez la case pour l’accepter.")
    )

    def to_internal_value(self, data: Any) -> bool:
        if not super().to_internal_value(data):
            self.fail("unticked")
        return True


def _question(asked: dict[str, Any]) -> serializers.Field[Any, Any, Any, Any]:
    nothing = insecables(_("Répondez à la question « %(label)s ».") % {"label": asked["label"]})
    common: dict[str, Any] = {
        "label": _as_typed(asked["label"]),
        "help_text": _as_typed(asked.get("hint", "")),
        "required": asked.get("required", False),
        "error_messages": {"required": nothing, "blank": nothing, "null": nothing},
    }
    common |= {"allow_blank": True, "default": ""} if not common["required"] else {}
    if asked["kind"] == "text":
        style = {"base_template": "textarea.html"}
        return AnswerField(max_length=LONGEST_ANSWER, style=style, **common)
    choices = [(YES, _("Oui")), (NO, _("Non"))]
    if asked["kind"] == "choice":
        choices = [(each, _as_typed(each)) for each in asked["choices"]]
    common["error_messages"]["invalid_choice"] = _("Choisissez une des réponses proposées.")
    return OneOfField(choices=choices, style={"base_template": "radio.html"}, **common)


def _as_typed(text: str) -> Said:
    """By the administration: French, with the spaces of French."""
    with speaking(SOURCE):
        return Said(insecables(text), SOURCE)
