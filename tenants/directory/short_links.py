"""`/r/<administration>-<token>/` on a short host: what an SMS has room for. No row is read but the administration's."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from rest_framework.request import Request

from foundation.errors import NotFound
from foundation.web.pages import Page
from foundation.web.quotas import ByAddress
from tenants.queries.tenants import open_tenant_by_id


class ShortLinksByAddress(ByAddress):
    """Thousands of phones may share one address of their operator; nobody opens ten links a minute for an hour."""

    scope = "short-link"
    rate = "600/hour"
    methods = frozenset({"GET", "HEAD"})


class ShortLink(Page):
    """Leads to the administration's own page, which alone knows whether the token is worth something."""

    throttle_classes = [ShortLinksByAddress]
    http_method_names = ["get", "head"]

    def get(self, request: Request, number: int, jeton: str) -> HttpResponse:
        tenant = open_tenant_by_id(number)
        if tenant is None:
            raise NotFound
        return HttpResponseRedirect(tenant.url(f"/r/{jeton}/"))

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Its address is a key: no search engine keeps it, no cache, no other site learns it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "private, no-store"
        return response
