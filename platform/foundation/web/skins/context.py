from django.http import HttpRequest

from foundation.web.skins.face import Face

_PLATFORM = Face()


def face(request: HttpRequest) -> dict[str, Face]:
    """Context processor. `request.host_face` is set by whoever resolved the host."""
    return {"face": getattr(request, "host_face", None) or _PLATFORM}
