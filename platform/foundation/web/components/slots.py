"""What the slot components draw. Times are already local to the lieu."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext

LONG_HALF_DAY = 8
NOON = 12


@dataclass(frozen=True, slots=True)
class OfferedCreneau:
    """`value` is what the button posts; `current` marks the citizen's own time when moving."""

    start: datetime
    value: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class HalfDay:
    label: str
    shown: Sequence[OfferedCreneau]
    tail: Sequence[OfferedCreneau]


@dataclass(frozen=True, slots=True)
class CreneauDay:
    day: date
    creneaux: Sequence[OfferedCreneau] = ()

    @property
    def half_days(self) -> list[HalfDay]:
        ordered = sorted(self.creneaux, key=lambda creneau: creneau.start)
        morning = [creneau for creneau in ordered if creneau.start.hour < NOON]
        halves = ((gettext("Matin"), morning), (gettext("Après-midi"), ordered[len(morning) :]))
        return [
            HalfDay(label, creneaux[:LONG_HALF_DAY], creneaux[LONG_HALF_DAY:])
            for label, creneaux in halves
            if creneaux
        ]


@dataclass(frozen=True, slots=True)
class LieuCard:
    """`notes` are the access notes (step-free, parking, line and stop), one short text each. `how`: within a
    sentence, of times that are at no place (« par téléphone »).
    """

    name: str
    address: str
    notes: Sequence[str] = ()
    next_creneau: OfferedCreneau | None = None
    days: Sequence[CreneauDay] = field(default_factory=tuple)
    phone: str = ""
    url: str = ""
    distance: str = ""
    how: str = ""
