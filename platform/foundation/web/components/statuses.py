"""The words of an appointment's life: same word, icon and pattern everywhere."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class StatusLook:
    key: str
    word: "_StrPromise"
    icon: str

    @property
    def label(self) -> str:
        return str(self.word)


A_VENIR = StatusLook("a-venir", pgettext_lazy("état d’un rendez-vous", "À venir"), "calendrier")
ARRIVE = StatusLook("arrive", pgettext_lazy("état d’un rendez-vous", "Arrivé"), "personne")
HONORE = StatusLook("honore", pgettext_lazy("état d’un rendez-vous", "Honoré"), "valide")
ABSENT = StatusLook("absent", pgettext_lazy("état d’un rendez-vous", "Absent"), "absent")
EXCUSE = StatusLook("excuse", pgettext_lazy("état d’un rendez-vous", "Excusé"), "message")
ANNULE = StatusLook("annule", pgettext_lazy("état d’un rendez-vous", "Annulé"), "croix")
A_RENSEIGNER = StatusLook("a-renseigner", pgettext_lazy("état d’un rendez-vous", "À renseigner"), "attention")
ATTENTE = StatusLook("attente", pgettext_lazy("état d’un rendez-vous", "En liste d’attente"), "horloge")

_BY_CODE = {
    "scheduled": A_VENIR,
    "arrived": ARRIVE,
    "honoured": HONORE,
    "no_show": ABSENT,
    "excused": EXCUSE,
    "cancelled": ANNULE,
    "cancelled_by_usager": ANNULE,
    "cancelled_by_service": ANNULE,
    "to_fill": A_RENSEIGNER,
    "waiting": ATTENTE,
}
_BY_KEY = {look.key: look for look in _BY_CODE.values()}


def status_look(code: str) -> StatusLook:
    """Accepts the stored code or the French key; an unknown one is a programming error."""
    code = str(code)
    return _BY_CODE.get(code) or _BY_KEY[code.replace("_", "-")]
