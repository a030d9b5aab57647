"""Components that lead somewhere: links, buttons, tabs, steps, pages."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context, Library
from django.utils.translation import gettext

from foundation.web.components.icons import icon_class
from foundation.web.components.rendering import PARTIALS, flat_attributes

register = Library()
_VARIANTS = ("principal", "secondaire", "discret", "danger")
_SIZES = ("petit", "normal", "grand")


@register.inclusion_tag(f"{PARTIALS}/lien_retour.html")
def lien_retour(url: str, libelle: str = "") -> dict[str, Any]:
    return {"url": url, "libelle": libelle or gettext("Retour")}


@register.inclusion_tag(f"{PARTIALS}/bouton.html")
def bouton(
    libelle: str,
    url: str = "",
    variante: str = "principal",
    taille: str = "normal",
    icone: str = "",
    precision: str = "",
    nom: str = "",
    valeur: Any = "",
    bloc: bool = False,
    detail: str | None = None,
    **attrs: Any,
) -> dict[str, Any]:
    """A link when there is a `url`, a submit button otherwise. `precision` is for screen readers only.

    `detail` is a second line, smaller; with an empty one the label still looks like its neighbours.
    """
    if variante not in _VARIANTS or taille not in _SIZES:
        raise ValueError(f"unknown button: {variante} {taille}")
    return {
        "libelle": libelle,
        "url": url,
        "variante": variante,
        "taille": taille,
        "icone": icon_class(icone),
        "precision": precision,
        "nom": nom,
        "valeur": valeur,
        "bloc": bloc,
        "detail": detail,
        "attributs": flat_attributes(attrs),
    }


@register.inclusion_tag(f"{PARTIALS}/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], param: str = "page") -> dict[str, Any]:
    """Keeps the rest of the query string; nothing when everything holds on one page."""
    query = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[param] = str(number)
        return f"?{query.urlencode()}"

    if not page.has_other_pages():
        return {}
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "precedente": address(page.previous_page_number()) if page.has_previous() else "",
        "suivante": address(page.next_page_number()) if page.has_next() else "",
        "numeros": [(number, address(number)) if isinstance(number, int) else (0, "") for number in shown],
    }


@register.inclusion_tag(f"{PARTIALS}/etapes.html")
def etapes(numero: int, total: int, titre: str, suivante: str = "") -> dict[str, Any]:
    return {"numero": numero, "total": total, "titre": titre, "suivante": suivante}


@register.inclusion_tag(f"{PARTIALS}/navigation.html")
def navigation(
    libelle: str,
    precedent: str = "",
    suivant: str = "",
    libelle_precedent: str = "",
    libelle_suivant: str = "",
) -> dict[str, Any]:
    """An empty address shows the word without the link: nothing moves from one week to the next."""
    return {
        "libelle": libelle,
        "precedent": precedent,
        "suivant": suivant,
        "libelle_precedent": libelle_precedent or gettext("Semaine précédente"),
        "libelle_suivant": libelle_suivant or gettext("Semaine suivante"),
    }


@register.inclusion_tag(f"{PARTIALS}/onglets.html")
def onglets(liens: Sequence[tuple[str, str, bool]], libelle: str) -> dict[str, Any]:
    return {"liens": liens, "libelle": libelle}


@register.inclusion_tag(f"{PARTIALS}/carte_lien.html")
def carte_lien(titre: str, url: str, detail: str = "", note: str = "") -> dict[str, Any]:
    return {"titre": titre, "url": url, "detail": detail, "note": note}
