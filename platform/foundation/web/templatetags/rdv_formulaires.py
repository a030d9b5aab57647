"""Components that ask: fields, choices, the summary of errors."""

from dataclasses import replace
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

from foundation.web.components.errors import read_errors
from foundation.web.components.fields import GROUPS, FieldView, read_field
from foundation.web.components.rendering import PARTIALS, flat_attributes, render_partial

register = Library()
_KINDS = {"checkboxes": "checkbox"}
_WIDTHS = {"": "", "court": "ag-champ--court", "moyen": "ag-champ--moyen"}


def _values(view: FieldView, largeur: str = "", en_ligne: bool = False) -> dict[str, Any]:
    return {
        "champ": view,
        "groupe": view.kind in GROUPS,
        "type": _KINDS.get(view.kind, view.kind),
        "attributs": flat_attributes(view.attrs),
        "largeur": _WIDTHS[largeur],
        "en_ligne": en_ligne,
    }


@register.inclusion_tag(f"{PARTIALS}/champ.html")
def champ(
    champ: Any = None,
    *,
    nom: str = "",
    libelle: str = "",
    indice: str = "",
    valeur: Any = None,
    type: str = "",
    erreurs: Any = None,
    obligatoire: bool | None = None,
    choix: Any = None,
    largeur: str = "",
    **attrs: Any,
) -> dict[str, Any]:
    """Reads a Django field, a serializer's field, or the plain values given; what the page says wins.

    `largeur`: "court" (a date, a code), "moyen" (a telephone number). Other keywords are attributes:
    autocomplete, inputmode, rows…
    """
    view = read_field(
        champ,
        name=nom,
        label=libelle,
        hint=indice,
        value=valeur,
        kind=type,
        errors=[erreurs] if isinstance(erreurs, str) and erreurs else erreurs or None,
        required=obligatoire,
        choices=choix,
        attrs=attrs,
    )
    return _values(view, largeur)


@register.inclusion_tag(f"{PARTIALS}/groupe_choix.html")
def groupe_choix(champ: Any = None, *, type: str = "", en_ligne: bool = False, **said: Any) -> dict[str, Any]:
    """Radio buttons, or boxes with `type="checkbox"`. Same keywords as `champ`."""
    view = read_field(
        champ,
        name=said.get("nom", ""),
        label=said.get("libelle", ""),
        hint=said.get("indice", ""),
        value=said.get("valeur"),
        kind={"checkbox": "checkboxes"}.get(type, type),
        errors=said.get("erreurs") or None,
        required=said.get("obligatoire"),
        choices=said.get("choix"),
    )
    if view.kind not in GROUPS:
        view = replace(view, kind="radio")
    return _values(view, en_ligne=en_ligne)


@register.inclusion_tag(f"{PARTIALS}/resume_erreurs.html")
def resume_erreurs(source: Any = None) -> dict[str, Any]:
    """First thing of a refused form: takes the focus, says how many, leads to each field."""
    return {"erreurs": read_errors(source)}


@register.simple_block_tag(takes_context=True)
def formulaire(
    context: Context, content: str, action: str = "", methode: str = "post", **attrs: Any
) -> SafeString:
    """A form whose refusals are ours (`novalidate`), with its CSRF token when it posts."""
    values = {
        "action": action,
        "methode": methode,
        "attributs": flat_attributes(attrs),
        "contenu": content,
    }
    return render_partial(context, "formulaire", values)
