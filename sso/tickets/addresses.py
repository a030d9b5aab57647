"""Absolute addresses of an administration's hosts, and the exact name of a host."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request


def host_url(host: str, path: str, **query: str) -> str:
    port = f":{settings.LINK_PORT}" if settings.LINK_PORT else ""
    asked = f"?{urlencode(query)}" if query else ""
    return f"{settings.LINK_SCHEME}://{host}{port}{path}{asked}"


def bare_host(request: Request | HttpRequest) -> str:
    """As `Domain` keeps it: lower case, no port, no final dot."""
    return request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
