from typing import Any

from django.http import HttpRequest

from foundation.web.skins.face import Face

_PLATFORM = Face()


def face(request: HttpRequest) -> dict[str, Any]:
    """Context processor. `host_face` is set by whoever resolved the host, `language_choice` where there is one."""
    return {
        "face": getattr(request, "host_face", None) or _PLATFORM,
        "langues": getattr(request, "language_choice", None),
    }
