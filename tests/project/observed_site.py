"""Pages that fail with a person's data in hand, behind the product's own WSGI door.

`main` runs in a process of its own: error reports patch Django for good.
"""

import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import redis
import sentry_sdk
from celery import shared_task
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from foundation import ports
from foundation.correlation import use_correlation_id
from foundation.errors import NotFound
from tests.project import somebody

CORRELATION = "0f" * 16
TENANT = SimpleNamespace(id=7, schema_name="t7", slug="arras")

logger = logging.getLogger("tests.observed")


class InArras:
    """As the product's own look-up of hosts does, without its database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.set_tenant(TENANT)
        return self.get_response(request)


def book(request: HttpRequest) -> HttpResponse:
    nom, courriel, mobile = request.POST["nom"], request.POST["courriel"], request.POST["mobile"]
    sentry_sdk.set_user({"email": courriel, "username": nom})
    sentry_sdk.set_extra("formulaire", dict(request.POST))
    sentry_sdk.set_tag("nom", nom)
    sentry_sdk.set_context("usager", {"nom": nom})
    sentry_sdk.add_breadcrumb(category="sms", message=f"envoi à {mobile}", data={"nom": nom})
    logger.info("recherche pour %s au %s", courriel, mobile)
    logger.error("le courriel de %s est perdu", nom, extra={"usager": nom, "essai": 2})
    try:
        caches["shared"].get(f"session:{request.COOKIES['__Host-session']}")
    except redis.ConnectionError as error:
        raise ValueError(f"refusé : '{nom}', {courriel}, {mobile}, jeton={request.POST['code']}") from error
    return HttpResponse()


def follow(request: HttpRequest, jeton: str) -> HttpResponse:
    raise RuntimeError(f"lien /r/{jeton}/ illisible pour {request.META['REMOTE_ADDR']}")


def refuse(request: HttpRequest) -> HttpResponse:
    raise NotFound


def lose(request: HttpRequest) -> HttpResponse:
    raise Http404(somebody.NAME)


@shared_task(name="tests.observed.remind")
def remind(courriel: str, *, nom: str) -> None:
    raise LookupError(f"pas de rappel pour « {nom} » ({courriel})")


urlpatterns = [
    path("rdv/", book),
    path("r/<str:jeton>/", follow),
    path("refus/", refuse),
    path("perdu/", lose),
]


def requests() -> list[HttpRequest]:
    factory = RequestFactory(
        HTTP_HOST="arras.rdv.example",
        HTTP_X_REQUEST_ID=CORRELATION,
        HTTP_USER_AGENT=somebody.AGENT,
        HTTP_X_FORWARDED_FOR=somebody.ADDRESS,
        HTTP_REFERER=f"https://arras.rdv.example/?nom={somebody.NAME}",
        HTTP_AUTHORIZATION=f"Bearer {somebody.SESSION_KEY}",
        HTTP_BAGGAGE=f"sentry-user_id={somebody.EMAIL},sentry-trace_id={'ab' * 16},sentry-release=jeanne",
        HTTP_SENTRY_TRACE=f"{'ab' * 16}-{'cd' * 8}-1",
        REMOTE_ADDR=somebody.ADDRESS,
    )
    factory.cookies["__Host-session"] = somebody.SESSION_KEY
    form = {
        "nom": somebody.NAME,
        "courriel": somebody.EMAIL,
        "mobile": somebody.PHONE,
        "code": somebody.CODE,
    }
    return [
        factory.post(f"/rdv/?courriel={somebody.EMAIL}&mobile={somebody.PHONE}", form),
        factory.get(f"/r/{somebody.LINK_TOKEN}/?nom={somebody.NAME}"),
        factory.get("/refus/"),
        factory.get("/perdu/"),
    ]


def main() -> None:
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:2],
        "tests.project.observed_site.InArras",
        # Its library refuses to start without it.
        "allauth.account.middleware.AccountMiddleware",
    ]
    settings.ROOT_URLCONF = "tests.project.observed_site"
    from project.wsgi import application

    # There is no database here: the foot of an error page has nothing to read.
    ports.obligations.answered_by(tuple)

    def start_response(status: str, headers: Any, exc_info: Any = None) -> None:
        print(f"réponse {status.split()[0]}")  # noqa: T201

    for request in requests():
        for _ in application(request.environ, start_response):
            pass
    with use_correlation_id(CORRELATION):
        remind.apply(args=[somebody.EMAIL], kwargs={"nom": somebody.NAME})
    sentry_sdk.flush(timeout=5)
