"""The fields that agents' forms are made of, each with its sentence."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from unicodedata import category

from rest_framework import serializers

from booking.agents.days import FIRST, LAST
from foundation.web.components.typography import NO_BREAK, insecables
from foundation.web.fields import EmailLine, Line

IN_LIST = "Choisissez dans la liste."
RELOAD = "Rechargez la page."
LONG = {"base_template": "textarea.html"}
RADIO = {"base_template": "radio.html"}
OPTIONAL: dict[str, Any] = {"required": False, "allow_blank": True, "default": ""}

type Choices = Iterable[tuple[Any, Any]]


def said(blank: str, **others: str) -> dict[str, Any]:
    """What is answered to nothing; `others`, to what is wrong."""
    return {"required": blank, "blank": blank, "null": blank, **others}


def key() -> serializers.UUIDField:
    """Of a form: sent twice, it acts once."""
    return serializers.UUIDField(error_messages=said(RELOAD, invalid=RELOAD))


def line(label: str, hint: str = "", *, at_most: int = 200, needed: str = "") -> Line:
    """May be left empty, as those below, unless `needed` answers to that."""
    asked = {"error_messages": said(needed)} if needed else OPTIONAL
    return Line(
        label=label,
        help_text=insecables(hint),
        max_length=at_most,
        style={"autocomplete": "off"},
        **asked,
    )


def text(label: str, hint: str = "", *, at_most: int = 2_000) -> "Paragraph":
    return Paragraph(label=label, help_text=insecables(hint), max_length=at_most, style=LONG, **OPTIONAL)


def email(label: str, hint: str = "") -> EmailLine:
    return EmailLine(label=label, help_text=insecables(hint), max_length=254, **OPTIONAL)


def day(label: str, hint: str = "") -> "DayField":
    return DayField(label=label, help_text=insecables(hint), required=False, allow_null=True, default=None)


def box(label: str, hint: str = "") -> serializers.BooleanField:
    return serializers.BooleanField(
        label=label,
        help_text=insecables(hint),
        error_messages={"invalid": "Cochez la case, ou laissez-la vide."},
    )


def whole(
    label: str, low: int, high: int, *, hint: str = "", empty: bool = False
) -> serializers.IntegerField:
    """`empty`: may be left so."""
    most = f"{high:,}".replace(",", NO_BREAK)
    sentence = f"Écrivez un nombre entier, de {low} à {most}."
    names = ("invalid", "min_value", "max_value", "max_string_length", "required", "null")
    optional: dict[str, Any] = {"required": False, "allow_null": True, "default": None} if empty else {}
    return serializers.IntegerField(
        label=label,
        help_text=insecables(hint),
        min_value=low,
        max_value=high,
        error_messages=dict.fromkeys(names, insecables(sentence)),
        style={"inputmode": "numeric"},
        **optional,
    )


def one_of(
    label: str, choices: Choices = (), *, hint: str = "", radio: bool = False
) -> serializers.ChoiceField:
    """Empty is a choice where the list has one."""
    return serializers.ChoiceField(
        choices=list(choices),
        label=label,
        help_text=insecables(hint),
        error_messages={**said(IN_LIST), "invalid_choice": IN_LIST},
        style=RADIO if radio else {},
    )


class DayField(serializers.DateField):
    """Of a sensible era."""

    default_error_messages = {
        "invalid": f"Cette date n’existe pas. Choisissez un jour, par exemple le{NO_BREAK}24/11/2026.",
        "era": f"Choisissez un jour entre {FIRST.year} et {LAST.year}.",
    }

    def to_internal_value(self, value: Any) -> date:
        typed = super().to_internal_value(value)
        return typed if FIRST <= typed <= LAST else self.fail("era")


class Pick(serializers.ChoiceField):
    """One of a list that opens on its `prompt`, so that nothing is chosen unseen; of a list of one, that one."""

    def __init__(self, label: str, prompt: str) -> None:
        super().__init__(
            choices=[],
            label=label,
            error_messages=said(f"{prompt}.", invalid_choice=f"{prompt} de la liste."),
        )
        self.prompt = prompt

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        self.choices = list(choices) if len(choices) == 1 else [("", self.prompt), *choices]

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data) if data else self.fail("required")


class Paragraph(serializers.CharField):
    """Several lines, without what a page cannot hold."""

    default_error_messages = {
        "max_length": insecables("Ce texte est trop long : {max_length} caractères au plus."),
        "unreadable": "Ce texte contient un caractère invisible que nous ne pouvons pas garder. Effacez-le.",
    }

    def to_internal_value(self, data: Any) -> str:
        typed = super().to_internal_value(data)
        if any(category(character) == "Cc" and character not in "\r\n\t" for character in typed):
            self.fail("unreadable")
        return typed
