"""What a page says of the site it belongs to: to its readers by law, to other sites when its address is shared."""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError
from django.template import Context, Library
from django.utils.translation import get_language
from redis.exceptions import RedisError

from foundation import ports
from foundation.tenancy import NoTenant, current
from foundation.web.components.rendering import PARTIALS

register = Library()
# Open Graph names a country with each language.
LOCALES = {"fr": "fr_FR", "en": "en_GB", "es": "es_ES", "pt": "pt_PT", "uk": "uk_UA", "ar": "ar_AR"}


@register.simple_tag
def obligations() -> Sequence[tuple[str, str]]:
    """None on the public host. The page of an error is shown even when nothing can be read."""
    try:
        current()
        return ports.obligations()
    except (NoTenant, DatabaseError, RedisError):
        return ()


@register.inclusion_tag(f"{PARTIALS}/partage.html", takes_context=True)
def partage(context: Context, titre: str, description: str) -> dict[str, Any]:
    """Canonical address and Open Graph, of a page that anybody may share. No image: nothing to ask of a third party."""
    path = context["request"].path
    return {
        "titre": titre,
        "description": description,
        "adresse": current().url(path),
        "site": current().name,
        "locale": LOCALES.get((get_language() or "fr").split("-")[0], "fr_FR"),
    }
