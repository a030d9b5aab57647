"""One correlation id and one access line per request."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from foundation import clock
from foundation.correlation import use_correlation_id
from project.masking import mask_path

HEADER = "X-Request-ID"
access = logging.getLogger("project.access")

_PATH: ContextVar[str] = ContextVar("request_path", default="")


def current_path() -> str:
    """The masked path of the request in progress, without its query string; empty outside any."""
    return _PATH.get()


def current_slug() -> str:
    """The administration of this thread's connection; never opens one, so any thread may log at any time."""
    if not settings.configured:
        return ""
    for held in connections.all(initialized_only=True):
        return getattr(getattr(held, "tenant", None), "slug", None) or ""
    return ""


class CorrelationMiddleware:
    """Stands outside tenant resolution, so that refused hosts are traced too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with (
            use_correlation_id(request.headers.get(HEADER)) as taken,
            _under(mask_path(request.path)) as path,
        ):
            # For what Django logs of the request once its middlewares are done, and for the error page.
            request.correlation_id = taken  # type: ignore[attr-defined]
            begun = clock.now()
            response = self.get_response(request)
            response.headers[HEADER] = taken
            line = {
                "method": request.method or "",
                "status": response.status_code,
                "duration_ms": round((clock.now() - begun).total_seconds() * 1000, 1),
                "tenant": _slug_of(request),
            }
            access.info("%s %s %s", line["method"], path, line["status"], extra=line)
            return response


def _slug_of(request: HttpRequest) -> str:
    """Empty unless this request found its administration: the connection may still name the previous one."""
    if hasattr(request, "tenant"):
        return getattr(request.tenant, "slug", None) or ""
    return current_slug() if getattr(request, "resolver_match", None) else ""


@contextmanager
def _under(path: str) -> Iterator[str]:
    token = _PATH.set(path)
    try:
        yield path
    finally:
        _PATH.reset(token)
