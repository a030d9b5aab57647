from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from rest_framework.request import Request

from foundation.web.pages import Page
from tenants.directory.inputs import SearchQuery
from tenants.directory.searching import Found, open_administrations, search
from tenants.models import Tenant
from tenants.registry import Commune, departement

PER_PAGE = 50


class Annuaire(Page):
    """The public host's home: which administrations receive, and where."""

    template = "tenants/directory/annuaire.html"

    def get(self, request: Request) -> HttpResponse:
        asked = SearchQuery.read(request.query_params)
        found = search(asked) if asked else Found(open_administrations(), None)
        page = Paginator(found.tenants, PER_PAGE).get_page(request.query_params.get("page"))
        context = {
            "recherche": asked,
            "page": page,
            "nombre": page.paginator.count,
            "administrations": [_line(tenant) for tenant in page],
            "commune": found.place.name if isinstance(found.place, Commune) else "",
        }
        return self.show(context)


def _line(tenant: Tenant) -> dict[str, Any]:
    place = departement(tenant.departement_code) if tenant.departement_code else None
    details = [tenant.get_kind_display(), *([f"{place.name} ({place.code})"] if place else [])]
    return {"nom": tenant.name, "url": tenant.url("/"), "detail": " · ".join(details)}
