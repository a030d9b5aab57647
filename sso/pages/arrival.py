"""Come back from the sign-in host, with a ticket and the state that this browser took away."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpResponse
from rest_framework.request import Request

from foundation import clock
from foundation.actors import Actor
from foundation.ports import actor_of_account, tenant_of_host
from foundation.tenancy import current
from foundation.web.authentication import Proof, open_agent, session_of
from sso.destinations import AFTER_SIGN_IN
from sso.pages.base import PassagePage
from sso.pages.citizen_arrival import arrive_usager
from sso.pages.identifying import MY_RDVS
from sso.pages.standing import standing
from sso.tickets.addresses import bare_host
from sso.tickets.departures import Departure, come_back
from sso.tickets.models import Purpose
from sso.tickets.redeem import Redeemed, TicketRefused, redeem

logger = logging.getLogger(__name__)

# ProConnect's own session: twelve hours from the authentication, not sliding.
AGENT_FOR = timedelta(hours=12)
AGENT_IDLE = timedelta(hours=2)

type Answer = Callable[[Request, Redeemed, Departure], HttpResponse]


def arrive_agent(request: Request, redeemed: Redeemed, departure: Departure) -> HttpResponse:
    """The membership is read again: it may have ended while the ticket was on its way."""
    if redeemed.account_id is None or redeemed.platform_session_id is None:
        raise TicketRefused
    behind = standing(redeemed.platform_session_id, now=clock.now())
    member = actor_of_account(redeemed.account_id)
    if behind is None or member is None:
        logger.warning("arrival refused", extra={"reason": "sign-in over" if member else "no membership"})
        raise TicketRefused("Votre accès a changé pendant la connexion.")
    proof = Proof(
        until=behind.auth_time + AGENT_FOR,
        idle=AGENT_IDLE,
        sign_in=behind.pk,
        acr=behind.acr,
        auth_time=behind.auth_time,
    )
    open_agent(request, redeemed.account_id, proof)
    return Arrival.see(departure.suite)


# Who receives whom. A purpose without an answer is refused like an unknown ticket.
ARRIVALS: dict[Purpose, Answer] = {
    Purpose.AGENT: arrive_agent,
    Purpose.USAGER: arrive_usager,
    Purpose.LINK: arrive_usager,
}


class Arrival(PassagePage):
    http_method_names = ["get"]

    def get(self, request: Request) -> HttpResponse:
        ticket, state = request.query_params.get("billet", ""), request.query_params.get("etat", "")
        if not ticket or not state:
            return self.see(self.door)
        now = clock.now()
        departure = come_back(session_of(request), state, now=now)
        if departure is None:
            return self._not_awaited(request)
        redeemed = redeem(
            ticket,
            tenant_id=self._open_here(request),
            host=bare_host(request),
            purpose=departure.purpose,
            verifier=departure.verifier,
            now=now,
        )
        if (receive := ARRIVALS.get(departure.purpose)) is None:
            raise TicketRefused
        return receive(request, redeemed, departure)

    def _open_here(self, request: Request) -> int:
        """Read now: the door may have closed within the minute that hosts are remembered."""
        tenant = tenant_of_host(bare_host(request))
        if tenant is None or tenant.id != current().id:
            raise TicketRefused
        return tenant.id

    def _not_awaited(self, request: Request) -> HttpResponse:
        """An unsolicited ticket is never taken; the "back" button of somebody who is in already is no attack."""
        if isinstance(request.user, Actor):
            return self.see(AFTER_SIGN_IN if request.user.is_agent else MY_RDVS)
        logger.warning("arrival refused", extra={"reason": "unknown state"})
        raise TicketRefused
