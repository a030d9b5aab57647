"""How a refusal looks: a page for a Page, problem+json (RFC 9457) for an Endpoint, with the same code."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_noop as _
from rest_framework.exceptions import APIException, Throttled
from rest_framework.response import Response

from foundation.errors import Forbidden, IdentityNeeded, NotFound, Refusal, SignInNeeded
from foundation.web.pages import Page

SIGN_IN = "/connexion/"
# Where a citizen proves who they are.
PROVE = "/identification/"


class BadRequest(Refusal):
    code = "demande-illisible"
    sentence = _("Nous n’avons pas compris la demande. Revenez à la page précédente et recommencez.")
    status = 400


class TooManyRequests(Refusal):
    code = "trop-de-demandes"
    sentence = _("Trop de demandes viennent de votre connexion. Réessayez dans une heure, ou téléphonez.")
    status = 429


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler. Returns None for what nobody anticipated: that is an error 500."""
    refusal = _refusal(error)
    if refusal is None:
        return None
    request = context["request"]._request
    if isinstance(context["view"], Page):
        return page(request, refusal)
    problem = {
        "type": "about:blank",
        "code": refusal.code,
        "title": refusal.message,
        "status": refusal.status,
        **refusal.context,
    }
    return Response(problem, status=refusal.status, content_type="application/problem+json")


def page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, SignInNeeded | IdentityNeeded):
        door = SIGN_IN if isinstance(refusal, SignInNeeded) else PROVE
        # After a form, there is no page to come back to.
        come_back = f"?{urlencode({'suite': request.get_full_path()})}" if request.method == "GET" else ""
        return HttpResponseRedirect(f"{door}{come_back}")
    template = {404: "404.html", 403: "403.html"}.get(refusal.status, "refus.html")
    context = {"sentence": refusal.message, "code": refusal.code}
    response = render(request, template, context, status=refusal.status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def _refusal(error: Exception) -> Refusal | None:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, Http404):
        return NotFound()
    if isinstance(error, PermissionDenied):
        return Forbidden()
    if isinstance(error, Throttled):
        return TooManyRequests()
    if isinstance(error, APIException):
        refusal = BadRequest()
        refusal.status = error.status_code  # type: ignore[misc]
        return refusal
    return None
