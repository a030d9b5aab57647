"""The two probes: alive, and ready to serve."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory, override_settings

from project.health import HealthMiddleware
from tests.project.fresh_process import run_python

DEAD_CACHE = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}


def beyond(request: HttpRequest) -> HttpResponse:
    return HttpResponse("la suite", status=418)


def ask(
    path: str, *, method: str = "GET", host: str = "10.0.0.7:8000", door: HealthMiddleware | None = None
) -> HttpResponseBase:
    return (door or HealthMiddleware(beyond))(RequestFactory(HTTP_HOST=host).generic(method, path))


def told(response: HttpResponseBase) -> dict[str, object]:
    assert isinstance(response, HttpResponse)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    return json.loads(response.content)


@pytest.mark.parametrize("host", ["rdv.localhost", "10.0.0.7:8000", "inconnu.example", "pas un hôte"])
def test_alive_on_any_host_and_without_any_server(host: str) -> None:
    response = ask("/sante/", host=host)
    assert response.status_code == 200
    assert told(response) == {"etat": "vivant"}


@pytest.mark.parametrize("path", ["/sante/", "/sante/pret/"])
def test_a_probe_only_reads(path: str) -> None:
    response = ask(path, method="POST")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


def test_alive_answers_head() -> None:
    assert ask("/sante/", method="HEAD").status_code == 200


@pytest.mark.parametrize("path", ["/", "/sante", "/sante/autre/", "/agent/sante/"])
def test_other_pages_go_on(path: str) -> None:
    assert ask(path).status_code == 418


@pytest.mark.django_db
def test_ready_when_database_cache_and_migrations_are() -> None:
    response = ask("/sante/pret/")
    assert told(response) == {"etat": "pret"}
    assert response.status_code == 200


@pytest.mark.django_db
def test_readiness_leaves_the_connection_where_it_was() -> None:
    before = connection.tenant
    ask("/sante/pret/")
    assert connection.tenant is before


@pytest.mark.django_db
@override_settings(CACHES={"default": DEAD_CACHE, "shared": DEAD_CACHE})
def test_not_ready_without_the_cache() -> None:
    response = ask("/sante/pret/")
    assert response.status_code == 503
    assert told(response) == {"etat": "indisponible", "manque": ["cache"]}


@pytest.mark.django_db
def test_not_ready_while_the_public_schema_is_behind() -> None:
    forget_a_migration()
    response = ask("/sante/pret/")
    assert response.status_code == 503
    assert told(response) == {"etat": "indisponible", "manque": ["migrations"]}


@pytest.mark.django_db
def test_migrations_are_looked_at_every_few_seconds_only() -> None:
    door, noon = HealthMiddleware(beyond), datetime(2026, 11, 22, 12, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        assert ask("/sante/pret/", door=door).status_code == 200
        forget_a_migration()
        assert ask("/sante/pret/", door=door).status_code == 200
        clock.shift(timedelta(seconds=6))
        assert ask("/sante/pret/", door=door).status_code == 503


def forget_a_migration() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM public.django_migrations WHERE app = 'tenants'")


def test_not_ready_without_servers_and_no_secret_is_told() -> None:
    # In another process, whose database and cache do not answer, through the product's own door.
    program = (
        "import django; from django.conf import settings\n"
        "settings.DATABASES['default']['OPTIONS']['pool']['timeout'] = 0.2\n"
        "from project.wsgi import application; from django.test import RequestFactory\n"
        "for path in ('/sante/', '/sante/pret/'):\n"
        "    environ = RequestFactory(HTTP_HOST='10.0.0.7').get(path).environ\n"
        "    body = application(environ, lambda status, headers: print(status))\n"
        "    print(b''.join(body).decode())\n"
    )
    printed = run_python(program)
    answers = [line for line in printed.splitlines() if '"time"' not in line]
    assert answers == [
        "200 OK",
        '{"etat": "vivant"}',
        "503 Service Unavailable",
        '{"etat": "indisponible", "manque": ["base", "cache"]}',
    ]
    assert "motdepasse" not in printed
