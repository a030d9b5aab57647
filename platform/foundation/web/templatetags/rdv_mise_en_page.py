"""Components that show: messages, tables, tickets, figures."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

from foundation.web.components import typography
from foundation.web.components.icons import icon_class
from foundation.web.components.rendering import PARTIALS, render_partial
from foundation.web.components.statuses import status_look
from foundation.web.components.tables import Colonne, read_columns

register = Library()
_ALERTS = {"info": "", "succes": "status", "attention": "", "erreur": "alert"}


@register.inclusion_tag(f"{PARTIALS}/icone.html")
def icone(nom: str) -> dict[str, Any]:
    return {"icone": icon_class(nom)}


@register.inclusion_tag(f"{PARTIALS}/badge_statut.html")
def badge_statut(statut: str) -> dict[str, Any]:
    look = status_look(statut)
    return {"statut": look, "icone": icon_class(look.icon)}


@register.simple_block_tag(takes_context=True)
def alerte(context: Context, content: str, type: str = "info", titre: str = "", role: str = "") -> SafeString:
    """`type`: info, succes, attention, erreur. `role="alert"` belongs to errors shown without a page change."""
    values = {"type": type, "titre": titre, "role": role or _ALERTS[type], "contenu": content}
    return render_partial(context, "alerte", values)


@register.simple_block_tag(takes_context=True)
def encart(context: Context, content: str, titre: str = "", icone: str = "", niveau: int = 2) -> SafeString:
    values = {"titre": titre, "icone": icon_class(icone), "niveau": niveau, "contenu": content}
    return render_partial(context, "encart", values)


@register.simple_block_tag(takes_context=True)
def tableau(
    context: Context,
    content: str,
    legende: str,
    colonnes: str | Iterable[Colonne],
    legende_visible: bool = True,
) -> SafeString:
    """Content is the rows: `<tr><th scope="row">…</th><td>…</td></tr>`, numbers with class `ag-nombre`."""
    values = {
        "legende": legende,
        "colonnes": read_columns(colonnes),
        "legende_visible": legende_visible,
        "contenu": content,
    }
    return render_partial(context, "tableau", values)


@register.inclusion_tag(f"{PARTIALS}/recap.html")
def recap(lignes: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    return {"lignes": [(label, value) for label, value in lignes if value not in (None, "")]}


@register.inclusion_tag(f"{PARTIALS}/billet.html")
def billet(
    debut: datetime,
    duree: int = 0,
    lieu: str = "",
    adresse: str = "",
    motif: str = "",
    statut: str = "",
    zone: Any = None,
    niveau: int = 2,
    acces: str = "",
    numero: str = "",
) -> dict[str, Any]:
    """The appointment as a ticket, readable at arm's length. `numero` is the phone of the place."""
    return {
        "nom_du_jour": typography.nom_du_jour(debut, zone),
        "date": typography.jour_et_annee(debut, zone),
        "heure": typography.heure(debut, zone),
        "duree": typography.duree(duree) if duree else "",
        "lieu": lieu,
        "adresse": adresse,
        "acces": acces,
        "numero": numero,
        "motif": motif,
        "statut": statut,
        "niveau": niveau,
    }


@register.inclusion_tag(f"{PARTIALS}/chiffre.html")
def chiffre(valeur: Any, libelle: str, url: str = "", detail: str = "") -> dict[str, Any]:
    return {"valeur": valeur, "libelle": libelle, "url": url, "detail": detail}


@register.inclusion_tag(f"{PARTIALS}/vide.html")
def vide(texte: str, libelle: str = "", url: str = "") -> dict[str, Any]:
    return {"texte": texte, "libelle": libelle, "url": url}
