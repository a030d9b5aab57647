"""The words of an appointment's life: same word, icon and pattern everywhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusLook:
    key: str
    label: str
    icon: str


A_VENIR = StatusLook("a-venir", "À venir", "calendrier")
ARRIVE = StatusLook("arrive", "Arrivé", "personne")
HONORE = StatusLook("honore", "Honoré", "valide")
ABSENT = StatusLook("absent", "Absent", "absent")
EXCUSE = StatusLook("excuse", "Excusé", "message")
ANNULE = StatusLook("annule", "Annulé", "croix")
A_RENSEIGNER = StatusLook("a-renseigner", "À renseigner", "attention")
ATTENTE = StatusLook("attente", "En liste d’attente", "horloge")

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
