"""The two buttons of the State's identity services. Their words are theirs: neither changed nor completed."""

from typing import Any

from django.template import Library
from django.utils.translation import gettext

from foundation.web.components.rendering import PARTIALS
from foundation.web.components.typography import insecables

register = Library()
_TEMPLATE = f"{PARTIALS}/bouton_connexion.html"


@register.inclusion_tag(_TEMPLATE)
def bouton_proconnect(url: str) -> dict[str, Any]:
    """For agents only. The design system draws FranceConnect's mark on every such button: not on this one."""
    return {**_button("ProConnect", "https://www.proconnect.gouv.fr/", url), "sans_dessin": True}


@register.inclusion_tag(_TEMPLATE)
def bouton_franceconnect(url: str) -> dict[str, Any]:
    """For citizens, above the other ways and apart from them, with a visible "ou"."""
    return _button("FranceConnect", "https://franceconnect.gouv.fr/", url)


def _button(brand: str, site: str, url: str) -> dict[str, Any]:
    return {
        "marque": brand,
        "site": site,
        "url": url,
        "question": insecables(gettext("Qu’est-ce que %(brand)s ?") % {"brand": brand}),
    }
