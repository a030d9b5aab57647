"""The waiting room of an administration that everybody visits at once: who came first goes in first.

Only before the pages where one chooses: whoever holds a time, has a link or works there is never held up.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation import clock
from foundation.sealing import keyed_hash
from foundation.web.flood import Place, Ticket, place_of
from foundation.web.visitors import client_address, household

DOORS = re.compile(r"/(rdv/(?!retrouver/)[-\w]+/)?")
COOKIE = "__Host-affluence"
PASS_LASTS = timedelta(minutes=20)
# How often the page asks again where it stands.
AGAIN_S = 20
QUEUE_LASTS = timedelta(hours=1)
IN = "in"


class FloodMiddleware:
    """After the administration is known, before sessions. Off when `FLOOD_PER_MINUTE` is 0."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tenant = getattr(request, "tenant", None)
        if not (settings.FLOOD_PER_MINUTE and tenant and self._is_a_door(request)):
            return self.get_response(request)
        carried = _carried(request, tenant.pk)
        if carried == IN:
            return self.get_response(request)
        ticket = Ticket(*carried) if isinstance(carried, list) else None
        who = keyed_hash("flood.address", household(client_address(request)))[:32]
        place = place_of(str(tenant.pk), ticket, who=who, now=clock.now(), a_minute=settings.FLOOD_PER_MINUTE)
        if place:
            return _wait(request, place, tenant.pk)
        response = self.get_response(request)
        if ticket:
            _give(response, IN, tenant.pk)
        return response

    @staticmethod
    def _is_a_door(request: HttpRequest) -> bool:
        return request.method in {"GET", "HEAD"} and bool(DOORS.fullmatch(request.path_info))


def _wait(request: HttpRequest, place: Place, tenant_id: int) -> HttpResponse:
    minutes = int(place.wait.total_seconds() // 60)
    context = {"devant": place.ahead, "minutes": minutes, "encore": AGAIN_S, "ici": request.get_full_path()}
    response = render(request, "foundation/affluence.html", context, status=503)
    response.headers["Retry-After"] = response.headers["Refresh"] = str(AGAIN_S)
    response.headers["Cache-Control"] = "private, no-store"
    # Nothing is broken: Django would report an error for each visitor, each time they ask.
    response._has_been_logged = True  # type: ignore[attr-defined]
    _give(response, [place.ticket.number, place.ticket.opened], tenant_id)
    return response


def _carried(request: HttpRequest, tenant_id: int) -> str | list[int] | None:
    """What the visitor carries: a pass, a ticket, or nothing that we gave."""
    try:
        told = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=_salt(tenant_id), max_age=PASS_LASTS + QUEUE_LASTS
        )
    except signing.BadSignature:
        return None
    if isinstance(told, dict) and told.get("until", 0) > clock.now().timestamp():
        return IN
    return told if isinstance(told, list) else None


def _give(response: HttpResponse, what: str | list[int], tenant_id: int) -> None:
    lasts = PASS_LASTS if what == IN else QUEUE_LASTS
    told = {"until": (clock.now() + lasts).timestamp()} if what == IN else what
    response.set_cookie(
        COOKIE,
        signing.dumps(told, salt=_salt(tenant_id)),
        max_age=lasts,
        secure=True,
        httponly=True,
        samesite="Lax",
    )


def _salt(tenant_id: int) -> str:
    return f"project.flood.{tenant_id}"
