"""The end of a sign-in, on the sign-in host: our session, then the provider's, then back to the administration."""

import logging
from datetime import datetime
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse
from rest_framework.request import Request

from foundation import clock
from foundation.web.authentication import session_of
from sso.accounts import platform_sessions
from sso.accounts.authentication import PLATFORM_SESSION
from sso.pages.base import SignInHostPage
from sso.pages.end_session import came_back, leave_provider
from sso.tickets.addresses import host_url
from sso.tickets.models import Purpose
from sso.tickets.passage import tenant_at
from sso.tickets.redeem import Redeemed, TicketRefused, redeem

logger = logging.getLogger(__name__)

EXIT = "/sso/sortie/"
CLOSED = "sso/deconnecte.html"
# Of the administration's session that has just ended, nothing is left to prove anything with.
NO_VERIFIER = ""


class Exit(SignInHostPage):
    http_method_names = ["get"]

    def get(self, request: Request) -> HttpResponse:
        ticket, host = request.query_params.get("billet", ""), request.query_params.get("hote", "")
        if not ticket:
            return self.see("/")
        redeemed = self._redeem(ticket, host)
        user = request._request.user
        # A logout ticket sent in a link by somebody else signs nobody out.
        another = user.is_authenticated and redeemed.account_id not in {None, user.pk}
        if user.is_authenticated and user.pk == redeemed.account_id:
            end_here(request, now=clock.now())
        onward = "" if another else leave_provider(session_of(request), host=host, **redeemed.claims)
        if onward:
            return self.see(onward)
        return self.show({"accueil": host_url(host, "/"), "partiel": True}, template=CLOSED)

    def _redeem(self, ticket: str, host: str) -> Redeemed:
        tenant = tenant_at(host)
        if tenant is None:
            raise TicketRefused
        return redeem(
            ticket,
            tenant_id=tenant.id,
            host=host,
            purpose=Purpose.LOGOUT,
            verifier=NO_VERIFIER,
            now=clock.now(),
        )


class ExitReturn(SignInHostPage):
    http_method_names = ["get"]

    def get(self, request: Request) -> HttpResponse:
        """The administration's home is built from its row, read now."""
        state = request.query_params.get("state", "")
        if not state:
            return self.see("/")
        host = came_back(session_of(request), state)
        if host is None:
            logger.warning("exit refused", extra={"reason": "unknown state"})
            return self.show({"accueil": "/"}, template=CLOSED, status=400)
        return self.see(host_url(host, "/") if tenant_at(host) else "/")


def end_here(request: Request, *, now: datetime) -> None:
    """Our own session of the sign-in host, and the sign-in behind it, which may be newer than the administration's."""
    if mark := session_of(request).get(PLATFORM_SESSION):
        platform_sessions.revoke(UUID(mark), now=now)
    logout(request._request)
