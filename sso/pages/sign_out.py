"""Sign out of an administration, and with it of the other administrations and of the provider."""

from urllib.parse import urlencode

from django.http import HttpResponse
from rest_framework.request import Request

from foundation import clock
from foundation.actors import Actor
from foundation.tenancy import current
from foundation.web.authentication import close, sign_in_of
from foundation.web.pages import Page
from sso.accounts import platform_sessions
from sso.destinations import AFTER_SIGN_IN
from sso.pages.exit import CLOSED, EXIT, NO_VERIFIER
from sso.pages.standing import standing
from sso.providers.contracts import CONTRACTS, sign_in_url
from sso.tickets.addresses import bare_host
from sso.tickets.issue import issue
from sso.tickets.models import Purpose
from sso.tickets.secrets import challenge_of

HERE_ONLY = "ici"


class SignOut(Page):
    """A form may not lead to another host, even by a redirect (`form-action`): its answer is a page that goes on to
    the provider by itself, with a link for whoever stops it.
    """

    template = "sso/deconnexion.html"

    def get(self, request: Request) -> HttpResponse:
        user = request.user
        agent = isinstance(user, Actor) and user.is_agent
        return self.show(
            {"connecte": isinstance(user, Actor), "agent": agent, "rester": AFTER_SIGN_IN if agent else "/"}
        )

    def post(self, request: Request) -> HttpResponse:
        everywhere = request._request.POST.get("portee") != HERE_ONLY
        onward = self._revoke(request) if everywhere else {}
        close(request)
        context = {"administration": current().name, "ici": not everywhere, **onward}
        answer = self.show(context, template=CLOSED)
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    def _revoke(self, request: Request) -> dict[str, str]:
        """Read before it is revoked: the provider's logout asks for the ID token, which goes with the ticket."""
        now, sign_in = clock.now(), sign_in_of(request)
        behind = standing(sign_in, now=now) if sign_in else None
        if behind is None:
            return {}
        ticket = issue(
            tenant_id=current().id,
            host=bare_host(request),
            purpose=Purpose.LOGOUT,
            challenge=challenge_of(NO_VERIFIER),
            account_id=behind.account_id,
            platform_session_id=behind.pk,
            claims={"provider": behind.provider, "id_token": behind.id_token},
            now=now,
        )
        platform_sessions.revoke(behind.pk, now=now)
        facts = {"billet": ticket, "hote": bare_host(request)}
        return {
            "suite": sign_in_url(f"{EXIT}?{urlencode(facts)}"),
            "fournisseur": CONTRACTS[behind.provider].name,
        }
