"""What the sections of a motif share: columns read and written as they are, delays in words."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from rest_framework import serializers

from booking.agents.fields import Choices
from booking.models import Motif
from booking.queries.motif_settings import seen_of
from foundation.web.components.typography import insecables

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


class SectionForm(serializers.Serializer[Any]):
    """One section of a motif. `asked`: the column that each field reads and writes as it is. `columns`: all those
    of the section, with what `filled` and `values` add.
    """

    asked: ClassVar[Mapping[str, str]] = {}
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
        return {name: getattr(motif, column) for name, column in cls.asked.items()}

    @property
    def values(self) -> dict[str, Any]:
        return {column: self.validated_data[name] for name, column in self.asked.items()}

    def choose(self, name: str, choices: Choices) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)


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
