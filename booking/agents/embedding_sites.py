"""The sites that may show our times in their own pages, as they are typed and as a policy header reads them."""

import re
from urllib.parse import urlsplit

from rest_framework.serializers import ValidationError

from foundation.web.components.typography import insecables

SITES_AT_MOST = 20
NAME_AT_MOST = 253
# A name with a point: neither an address of the network, nor « localhost », nor a star that would open to many.
NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def sites_in(text: str) -> list[str]:
    """One a line, each once. Raises ValidationError."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > SITES_AT_MOST:
        raise ValidationError(f"Vous pouvez écrire {SITES_AT_MOST} sites au plus.")
    return list(dict.fromkeys(_origin(line) for line in lines))


def _origin(typed: str) -> str:
    """« https://www.arras.fr », and nothing else that a header could read."""
    wrong = ValidationError(
        insecables(
            f"« {typed[:80]} » n’est pas l’adresse d’un site. Écrivez seulement https:// et le nom du site."
        )
    )
    try:
        parts = urlsplit(typed)
        name = (parts.hostname or "").encode("idna").decode().lower()
        port = parts.port
    except (ValueError, UnicodeError):
        raise wrong from None
    more = parts.username or parts.password or parts.query or parts.fragment or parts.path not in {"", "/"}
    if parts.scheme != "https" or more or len(name) > NAME_AT_MOST or not NAME.fullmatch(name):
        raise wrong
    return f"https://{name}:{port}" if port and port != 443 else f"https://{name}"
