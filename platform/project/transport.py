"""Strict transport, host by host: the platform's domains promise for all their hosts, to come included (and may be
preloaded by browsers); an administration's own domain is not our zone, so the promise holds for that host only.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "Strict-Transport-Security"


class TransportMiddleware:
    """Stands inside Django's SecurityMiddleware, which gives the others the header without these words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SECURE_HSTS_SECONDS and request.is_secure() and _is_ours(request):
            response.headers[HEADER] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
        return response


def _is_ours(request: HttpRequest) -> bool:
    # Not `get_host`, which refuses an unreadable host: that request has its page already.
    host = request.META.get("HTTP_HOST", "").rsplit(":", 1)[0].lower().rstrip(".")
    return any(
        host == zone or host.endswith(f".{zone}") for zone in (settings.BASE_DOMAIN, settings.STATE_DOMAIN)
    )
