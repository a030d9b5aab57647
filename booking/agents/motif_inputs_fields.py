"""The fields that the sections of a motif share, each with its sentence."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from rest_framework import serializers

from booking.agents.site_inputs import Paragraph
from booking.models import Motif
from booking.queries.motif_settings import seen_of
from foundation.web.components.typography import insecables
from foundation.web.fields import Line

HOUR_S, DAY_S, WEEK_S = 3_600, 86_400, 604_800
# A twelfth of a year, as `Motif.max_delay_s` counts by default.
MONTH_S = 2_629_746
YEAR_S = 12 * MONTH_S
OFFERED_DELAYS = (
    1_800,
    *(n * HOUR_S for n in (1, 2, 3, 4, 6, 12)),
    *(n * DAY_S for n in (1, 2, 3)),
    *(n * WEEK_S for n in (1, 2, 3)),
    *(n * MONTH_S for n in (1, 2, 3, 6)),
    YEAR_S,
)
UNITS = (
    (YEAR_S, "an", "ans"),
    (MONTH_S, "mois", "mois"),
    (WEEK_S, "semaine", "semaines"),
    (DAY_S, "jour", "jours"),
    (HOUR_S, "heure", "heures"),
    (60, "minute", "minutes"),
)
IN_LIST = "Choisissez dans la liste."
LONG = {"base_template": "textarea.html"}
RADIO = {"base_template": "radio.html"}


class SectionForm(serializers.Serializer[Any]):
    """One section of a motif: reads `columns`, and says in `values` what they become."""

    columns: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, motif: Motif, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motif = motif
        # Of what the page showed, not of what was typed.
        self.seen = seen_of(motif, self.columns)
        self.fit(motif)

    def fit(self, motif: Motif) -> None:
        """Fields or choices that depend on the motif."""

    @classmethod
    def shown(cls, motif: Motif) -> Self:
        return cls(cls.filled(motif), motif=motif)

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        raise NotImplementedError

    @property
    def values(self) -> dict[str, Any]:
        raise NotImplementedError

    def choose(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)


def said(sentence: str) -> dict[str, Any]:
    return {"required": sentence, "blank": sentence, "null": sentence}


def text(label: str, hint: str = "", *, at_most: int = 2_000) -> Paragraph:
    return Paragraph(
        label=label,
        help_text=insecables(hint),
        required=False,
        allow_blank=True,
        default="",
        max_length=at_most,
        style=LONG,
    )


def line(label: str, hint: str = "", *, at_most: int = 200) -> Line:
    return Line(
        label=label,
        help_text=insecables(hint),
        required=False,
        allow_blank=True,
        default="",
        max_length=at_most,
        style={"autocomplete": "off"},
    )


def box(label: str, hint: str = "") -> serializers.BooleanField:
    return serializers.BooleanField(
        label=label,
        help_text=insecables(hint),
        error_messages={"invalid": "Cochez la case, ou laissez-la vide."},
    )


def whole(
    label: str, low: int, high: int, *, hint: str = "", empty: bool = False
) -> serializers.IntegerField:
    sentence = f"Écrivez un nombre entier, de {low} à {high}."
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
    label: str, choices: Iterable[tuple[Any, Any]] = (), *, hint: str = "", radio: bool = False
) -> serializers.ChoiceField:
    """Empty is a choice where the list has one."""
    return serializers.ChoiceField(
        choices=list(choices),
        label=label,
        help_text=insecables(hint),
        error_messages={**said(IN_LIST), "invalid_choice": IN_LIST},
        style=RADIO if radio else {},
    )


def delays(*current: int | None, none: str = "") -> list[tuple[int, str]]:
    """Those offered, and the one in force when it is another. `none`: what no delay at all is called."""
    known = {*OFFERED_DELAYS, *(each for each in current if each)}
    return [*([(0, none)] if none else []), *((each, in_words(each)) for each in sorted(known))]


def in_words(seconds: int) -> str:
    """« 2 jours », « 90 minutes » : in the largest unit that says it whole, short of a minute."""
    if not seconds:
        return "aucun délai"
    size, one, many = next((unit for unit in UNITS if seconds % unit[0] == 0), UNITS[-1])
    number = seconds // size
    return insecables(f"{number} {one if number == 1 else many}")
