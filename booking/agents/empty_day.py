"""What a day without anything says, and where it leads."""

from booking.agents.day_view import DayView
from booking.agents.walk import GRID
from booking.queries.next_reception import next_reception
from foundation.web.components.typography import jour

NOBODY = "Personne ne reçoit ce jour-là."
NO_RDV = "Aucun rendez-vous ce jour-là."


def empty_grid(vue: DayView) -> dict[str, str]:
    """Nothing to add when the day has openings or rdvs."""
    if vue.is_empty:
        return {"vide_texte": "Ce jour est férié." if vue.is_holiday else NOBODY, **_next(vue)}
    return {"vide_texte": "Ce jour est férié."} if vue.is_holiday else {}


def empty_list(vue: DayView) -> dict[str, str]:
    if vue.walk.day < vue.walk.today:
        return {"vide_texte": NO_RDV, **_next(vue)}
    # Without rdv, free time alone tells that somebody receives.
    vue.next_day = next_reception(vue.scope, vue.walk.day)
    if vue.next_day == vue.walk.day:
        return {
            "vide_texte": NO_RDV,
            "vide_libelle": "Voir les créneaux libres",
            "vide_url": vue.walk.url(GRID),
        }
    return {"vide_texte": NOBODY, **_next(vue)}


def _next(vue: DayView) -> dict[str, str]:
    if vue.next_day is None:
        return {}
    label = f"Prochain jour d’accueil\u00a0: {jour(vue.next_day)}"
    return {"vide_libelle": label, "vide_url": vue.walk.url(day=vue.next_day)}
