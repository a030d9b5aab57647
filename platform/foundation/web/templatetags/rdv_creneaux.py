"""Components of time: slots for citizens, the agenda grid for agents."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.template import Context, Library

from foundation.web.components import typography
from foundation.web.components.drawing import draw_column, draw_hours
from foundation.web.components.grid import Column, hours_of, rows_of
from foundation.web.components.rendering import PARTIALS
from foundation.web.components.showcase import showcase
from foundation.web.components.slots import CreneauDay, LieuCard

register = Library()


@register.inclusion_tag(f"{PARTIALS}/liste_creneaux.html", takes_context=True)
def liste_creneaux(
    context: Context,
    jours: Sequence[CreneauDay],
    action: str = "",
    lieu: str = "",
    caches: Mapping[str, Any] | None = None,
    niveau: int = 3,
    nom: str = "creneau",
) -> dict[str, Any]:
    """One POST form; each time is a submit button that says its whole sentence to screen readers."""
    return {
        "face": context.get("face"),
        "jours": jours,
        "action": action,
        "lieu": lieu,
        "caches": caches or {},
        "niveau": niveau,
        "nom": nom,
    }


@register.inclusion_tag(f"{PARTIALS}/carte_lieu.html", takes_context=True)
def carte_lieu(
    context: Context,
    fiche: LieuCard,
    action: str = "",
    caches: Mapping[str, Any] | None = None,
    nom: str = "creneau",
) -> dict[str, Any]:
    return {"face": context.get("face"), "fiche": fiche, "action": action, "caches": caches or {}, "nom": nom}


@register.inclusion_tag(f"{PARTIALS}/grille_agenda.html")
def grille_agenda(
    colonnes: Sequence[Column],
    jour: date | None = None,
    maintenant: int | None = None,
    debut: int = 8,
    fin: int = 18,
    libelle: str = "",
) -> dict[str, Any]:
    """`maintenant` is in minutes from midnight, given by the page: the grid reads no clock."""
    hours = hours_of(colonnes, debut, fin)
    now_shown = maintenant is not None and hours.first * 60 <= maintenant < hours.last * 60
    return {
        "colonnes": [draw_column(column, number) for number, column in enumerate(colonnes, 1)],
        "heures": draw_hours(hours),
        "premiere": hours.first,
        "nombre": hours.count,
        "maintenant": rows_of(maintenant, maintenant)[0] if now_shown and maintenant is not None else None,
        "maintenant_texte": typography.heure_de_minutes(maintenant) if maintenant is not None else "",
        "libelle": libelle or (f"Agenda du {typography.date_longue(jour)}" if jour else "Agenda"),
        "haute": any(event.end - event.start < 15 for column in colonnes for event in column.events),
    }


@register.inclusion_tag(f"{PARTIALS}/vitrine.html", takes_context=True)
def vitrine(context: Context) -> dict[str, Any]:
    """Every component with invented data, for the page `foundation/interface.html`."""
    return {**showcase(), "face": context.get("face"), "request": context.get("request")}
