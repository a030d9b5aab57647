"""From the host to the administration, before sessions: unknown and closed doors end here."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection as _connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

from foundation.web.refusals import SIGN_IN
from foundation.web.skins.accent import accent_version
from foundation.web.skins.face import Face, Skin, skin_for
from project.shared_pages import bad_request
from tenants.models import Tenant
from tenants.queries.hosts import tenant_of_host
from tenants.vocabulary import TenantStatus

connection: Any = _connection

# Said in the language of the page (`entete.html`).
TRIAL = gettext_noop("Guichet à l’essai : les rendez-vous pris ici ne sont pas réels.")


class HostMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.set_schema_to_public()
        try:
            host = request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
        except DisallowedHost:
            return bad_request(request)
        skin = skin_for(host, settings.STATE_DOMAIN)
        request.host_face = Face(skin=skin, name="RDV Service Public", home_url="/")  # type: ignore[attr-defined]
        if host in {settings.BASE_DOMAIN, settings.STATE_DOMAIN, settings.SHORT_HOST, settings.SIGN_IN_HOST}:
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            return self.get_response(request)
        tenant = tenant_of_host(host)
        if tenant is None:
            return render(request, "404.html", {"hote_inconnu": True}, status=404)
        request.host_face = face_of(tenant, skin)  # type: ignore[attr-defined]
        if tenant.status != TenantStatus.READY:
            return render(request, "foundation/suspendue.html", status=503)
        request.tenant = tenant  # type: ignore[attr-defined]
        connection.set_tenant(tenant)
        return self.get_response(request)


def face_of(tenant: Tenant, skin: Skin) -> Face:
    accent_url = (
        f"/habillage/{accent_version(tenant.accent)}.css" if tenant.accent and skin == "neutre" else ""
    )
    return Face(
        skin=skin,
        name=tenant.name,
        short_name=tenant.short_name,
        tagline=gettext_noop("Prise de rendez-vous"),
        phone=tenant.phone,
        accent=tenant.accent,
        accent_url=accent_url,
        home_url="/",
        notice=TRIAL if tenant.is_trial else "",
        agents_url=SIGN_IN if tenant.status == TenantStatus.READY else "",
    )
