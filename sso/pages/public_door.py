"""In and out of the sign-in host itself, for the programme's team; agents go through their administration."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from foundation import clock
from foundation.web.authentication import session_of
from foundation.web.pages import Page
from sso.accounts.authentication import signed_in
from sso.destinations import safe_path
from sso.pages.end_session import leave_provider
from sso.pages.exit import CLOSED, end_here
from sso.pages.standing import sign_in_here
from sso.providers.contracts import PROCONNECT, sign_in_url
from sso.tickets.addresses import bare_host

# Where whoever came for nothing else is led: the list of their administrations.
MINE = "/mes-administrations/"


class _PublicDoor(Page):
    def perform_authentication(self, request: Request) -> None:
        """These pages read Django's own user, which DRF would replace."""


class PublicSignIn(_PublicDoor):
    template = "sso/connexion_nationale.html"

    def get(self, request: Request) -> HttpResponse:
        suite = urlencode({"suite": safe_path(request.query_params.get("suite", ""), default=MINE)})
        if bare_host(request) != settings.SIGN_IN_HOST:
            return self.see(sign_in_url(f"/connexion/?{suite}"))
        return self.show({"depart": f"/sso/proconnect/?{suite}", "compte": signed_in(request)})


class PublicSignOut(_PublicDoor):
    template = "sso/deconnexion.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"connecte": signed_in(request) is not None})

    def post(self, request: Request) -> HttpResponse:
        """The answer is a page that goes on to the provider by itself: see `SignOut`."""
        now = clock.now()
        here = sign_in_here(request, now=now)
        end_here(request, now=now)
        onward = ""
        if here:
            behind = here[1]
            onward = leave_provider(
                session_of(request), provider=behind.provider, id_token=behind.id_token, host=""
            )
        context = {"suite": onward, "fournisseur": PROCONNECT.name, "partiel": here and not onward}
        answer = self.show(context, template=CLOSED)
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer
