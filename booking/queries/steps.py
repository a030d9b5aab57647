"""The steps of the calculation, in words for those who read an explanation."""

from booking.availability.reasons import Step

STEPS: dict[Step, str] = {
    Step.REQUEST: "La demande elle-même",
    Step.OPENINGS: "Plages d’ouverture",
    Step.CLOSED_DAYS: "Jours de fermeture",
    Step.ABSENCES: "Absences",
    Step.OCCUPATIONS: "Rendez-vous déjà pris",
    Step.REQUIREMENTS: "Agendas réunis",
    Step.RANGE: "Période demandée",
    Step.DELAYS: "Délais de réservation",
    Step.LIMITS: "Quotas",
    Step.NONE: "Rien ne manque",
}
