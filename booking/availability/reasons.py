"""Why there is no slot, in words an agent can act upon."""

from __future__ import annotations

from enum import Enum, StrEnum


class Step(StrEnum):
    """Where in the calculation the last hope went, in order."""

    REQUEST = "request"
    OPENINGS = "openings"
    CLOSED_DAYS = "closed_days"
    ABSENCES = "absences"
    OCCUPATIONS = "occupations"
    REQUIREMENTS = "requirements"
    RANGE = "range"
    DELAYS = "delays"
    LIMITS = "limits"
    NONE = "none"


class Reason(Enum):
    """In order: the further down, the nearer to a slot. `code` is stable, the sentence may be rewritten."""

    NO_REFERENT = "no_referent", Step.REQUEST, "Ce motif est réservé aux référents, et aucun ne convient ici."
    PAST = "past", Step.REQUEST, "La période demandée est déjà passée."
    WINDOW_TOO_SOON = (
        "window_too_soon",
        Step.REQUEST,
        "La période demandée est trop proche : ce motif se réserve plus longtemps à l’avance.",
    )
    WINDOW_TOO_LATE = (
        "window_too_late",
        Step.REQUEST,
        "La période demandée est trop lointaine : elle n’est pas encore ouverte à la réservation.",
    )
    NO_OPENING = "no_opening", Step.OPENINGS, "Aucune plage d’ouverture n’est prévue pour ce motif."
    ENDED = "ended", Step.OPENINGS, "Les plages d’ouverture s’arrêtent avant la période demandée."
    NOT_BEGUN = "not_begun", Step.OPENINGS, "Les plages d’ouverture commencent après la période demandée."
    NO_OPENING_THEN = (
        "no_opening_then",
        Step.OPENINGS,
        "Aucune plage d’ouverture n’a lieu pendant la période demandée.",
    )
    OVER = "over", Step.OPENINGS, "Les plages d’ouverture de la période demandée sont terminées, ou presque."
    OPENING_TOO_SHORT = (
        "opening_too_short",
        Step.OPENINGS,
        "Les plages d’ouverture sont plus courtes que la durée du motif.",
    )
    CLOSED = "closed", Step.CLOSED_DAYS, "Les plages d’ouverture tombent un jour férié ou de fermeture."
    ABSENT = "absent", Step.ABSENCES, "Les absences ne laissent pas assez de temps pour ce motif."
    TAKEN = "taken", Step.OCCUPATIONS, "Tout le temps ouvert est déjà pris."
    GAP_TOO_SHORT = (
        "gap_too_short",
        Step.OCCUPATIONS,
        "Il reste du temps libre, mais jamais assez d’affilée pour ce motif.",
    )
    REQUIREMENT_MISSING = (
        "requirement_missing",
        Step.REQUIREMENTS,
        "À aucun moment tout ce qu’il faut pour ce rendez-vous n’est libre en même temps.",
    )
    OUT_OF_RANGE = "out_of_range", Step.RANGE, "Les créneaux libres sont en dehors des heures demandées."
    TOO_SOON = (
        "too_soon",
        Step.DELAYS,
        "Les créneaux libres sont trop proches : ce motif se réserve plus longtemps à l’avance.",
    )
    TOO_LATE = (
        "too_late",
        Step.DELAYS,
        "Les créneaux libres sont trop lointains : ils ne sont pas encore ouverts à la réservation.",
    )
    DAY_FULL = "day_full", Step.LIMITS, "Le nombre maximal de rendez-vous par jour est atteint pour ce motif."
    PERSON_FULL = (
        "person_full",
        Step.LIMITS,
        "Cette personne a déjà le nombre maximal de rendez-vous pour ce motif.",
    )
    KEPT_FOR_DESK = (
        "kept_for_desk",
        Step.LIMITS,
        "Le temps encore libre est gardé pour les rendez-vous pris au guichet ou par téléphone.",
    )
    AVAILABLE = "available", Step.NONE, "Des créneaux sont disponibles."

    def __init__(self, code: str, step: Step, sentence: str) -> None:
        self.code = code
        self.step = step
        self.sentence = sentence
