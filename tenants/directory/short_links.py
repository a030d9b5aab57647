"""`/r/<administration>-<token>/` on a short host: what an SMS has room for. No row is read but the administration's.
Other letters lead to other pages (booking.queries.short_links).
"""

from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseRedirect
from rest_framework.request import Request

from foundation.errors import NotFound
from foundation.languages import PARAMETER, offered
from foundation.web.pages import Page
from foundation.web.quotas import ByAddress
from tenants.queries.tenants import open_tenant_by_id


class ShortLinksByAddress(ByAddress):
    """Thousands of phones may share one address of their operator; nobody opens ten links a minute for an hour."""

    scope = "short-link"
    rate = "600/hour"
    methods = frozenset({"GET", "HEAD"})


class ShortLink(Page):
    """Leads to the administration's own page, which alone knows whether the key is worth something."""

    folder: ClassVar[str] = "r"
    throttle_classes = [ShortLinksByAddress]
    http_method_names = ["get", "head"]

    def get(self, request: Request, number: int, key: str) -> HttpResponse:
        tenant = open_tenant_by_id(number)
        if tenant is None:
            raise NotFound
        language = request.query_params.get(PARAMETER)
        query = f"?{PARAMETER}={language}" if language in offered() else ""
        return HttpResponseRedirect(tenant.url(f"/{self.folder}/{key}/{query}"))

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Its address is a key: no search engine keeps it, no cache, no other site learns it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "private, no-store"
        return response
