"""On the sign-in host: who comes from an administration's host, and by which provider they prove themselves."""

from urllib.parse import urlencode

from django.http import HttpResponse
from rest_framework.request import Request

from foundation import clock
from sso.pages.base import SignInHostPage
from sso.pages.standing import sign_in_here
from sso.providers.contracts import PROCONNECT
from sso.providers.levels import suffices
from sso.providers.start import start_franceconnect, start_proconnect
from sso.tickets.models import Purpose
from sso.tickets.passage import asked, sign

CONTINUE = "/sso/suite/"


class Crossing(SignInHostPage):
    """A link leads here, not a form; so this may start a provider by a redirect."""

    http_method_names = ["get"]

    def get(self, request: Request) -> HttpResponse:
        if not request.query_params.get("hote"):
            return self.see(self.door)
        passage = asked(request.query_params)
        suite = f"{CONTINUE}?{urlencode({'passage': sign(passage)})}"
        if passage.purpose is not Purpose.AGENT:
            # A citizen has no account here: each passage asks FranceConnect, whose own session makes it short.
            return start_franceconnect(request, next_url=suite)
        here = sign_in_here(request, now=clock.now())
        if here and suffices(here[1].acr, PROCONNECT.minimum):
            return self.see(suite)
        return start_proconnect(request, next_url=suite)
