"""Leave for the sign-in host, with a secret kept here."""

from urllib.parse import urlencode

from django.http import HttpResponse
from rest_framework.request import Request

from foundation import clock
from foundation.errors import NotFound
from foundation.web.authentication import session_of
from foundation.web.quotas import ByAddress
from sso.destinations import AFTER_SIGN_IN, safe_path
from sso.pages.base import PassagePage
from sso.pages.identifying import MY_RDVS
from sso.providers.contracts import sign_in_url
from sso.tickets.addresses import bare_host
from sso.tickets.departures import leave
from sso.tickets.models import Purpose
from sso.tickets.passage import ENTRIES
from sso.tickets.secrets import challenge_of

PASSAGE = "/sso/passage/"
HOMES = {Purpose.AGENT: AFTER_SIGN_IN, Purpose.USAGER: MY_RDVS, Purpose.LINK: MY_RDVS}


class DeparturesByAddress(ByAddress):
    """Each departure is remembered in a session: a robot must not fill the table."""

    methods = frozenset({"GET"})
    scope = "depart"
    rate = "300/hour"


class Departure(PassagePage):
    """A plain link leads here, never a form: the redirect goes to another host, and `form-action` would stop it."""

    http_method_names = ["get"]
    throttle_classes = [DeparturesByAddress]

    def get(self, request: Request) -> HttpResponse:
        asked = request.query_params.get("but", Purpose.AGENT.value)
        if asked not in ENTRIES:
            raise NotFound
        purpose = Purpose(asked)
        suite = safe_path(request.query_params.get("suite", ""), default=HOMES[purpose])
        state, departure = leave(session_of(request), purpose=purpose, suite=suite, now=clock.now())
        facts = {
            "hote": bare_host(request),
            "etat": state,
            "defi": challenge_of(departure.verifier),
            "but": purpose.value,
        }
        return self.see(sign_in_url(f"{PASSAGE}?{urlencode(facts)}"))
