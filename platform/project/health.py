"""Is the process alive, is it ready, is the work done in time? Answered before tenant resolution and sessions, on any
host.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.apps import AppConfig
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from foundation import clock
from foundation.tenancy import in_public
from project.watching import watch_response

ALIVE = "/sante/"
READY = "/sante/pret/"
WATCH = "/sante/suivi/"
MIGRATIONS_KNOWN_FOR = timedelta(seconds=5)

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """First of the middlewares: neither a redirection nor an administration stands before a probe."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._head = _Head()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in {ALIVE, READY, WATCH}:
            return self.get_response(request)
        response: HttpResponseBase
        if request.method not in {"GET", "HEAD"}:
            response = HttpResponseNotAllowed(["GET", "HEAD"])
        elif request.path_info == ALIVE:
            response = JsonResponse({"etat": "vivant"})
        elif request.path_info == WATCH:
            response = watch_response()
        else:
            missing = self._missing()
            state = {"etat": "indisponible", "manque": missing} if missing else {"etat": "pret"}
            response = JsonResponse(state, status=503 if missing else 200)
        response.headers["Cache-Control"] = "no-store"
        return response

    def _missing(self) -> list[str]:
        parts = {"base": _database_answers, "cache": _cache_answers, "migrations": self._head.is_reached}
        missing: list[str] = []
        for part, answers in parts.items():
            if part == "migrations" and "base" in missing:
                continue
            try:
                well = answers()
            except Exception as error:  # whatever the driver raises, the answer is "not ready"
                # The class only: a driver's text holds addresses and user names.
                logger.warning("readiness: %s does not answer (%s)", part, type(error).__qualname__)
                well = False
            if not well:
                missing.append(part)
        return missing


class _Head:
    """Whether the public schema has every migration of the code, remembered for a few seconds."""

    def __init__(self) -> None:
        self._asked_at: datetime | None = None
        self._reached = False

    def is_reached(self) -> bool:
        now = clock.now()
        if self._asked_at is None or abs(now - self._asked_at) >= MIGRATIONS_KNOWN_FOR:
            self._reached = _public_is_at_head()
            self._asked_at = now
        return self._reached


def _database_answers() -> bool:
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _cache_answers() -> bool:
    caches["shared"].get("sante")
    return True


def _public_is_at_head() -> bool:
    # Not Django's recorder: it lists every table of the database first, and there are hundreds a tenant.
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM public.django_migrations")
        return _heads() <= set(cursor.fetchall())


@cache
def _heads() -> frozenset[tuple[str, str]]:
    """The last migrations that the code brings for the public schema."""
    shared = {AppConfig.create(entry).label for entry in settings.SHARED_APPS}
    return frozenset(leaf for leaf in MigrationLoader(None).graph.leaf_nodes() if leaf[0] in shared)
