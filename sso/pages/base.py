"""What the pages of a passage have in common: their addresses hold secrets, and go nowhere else."""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from foundation.errors import NotFound, Refusal
from foundation.web.pages import Page
from sso.accounts.programme import SecondFactorNeeded
from sso.tickets.addresses import bare_host
from sso.tickets.passage import PassageRefused
from sso.tickets.redeem import TicketRefused

logger = logging.getLogger(__name__)


class PassagePage(Page):
    """Nothing is kept, no referrer is sent; what is refused offers to start again."""

    # Where one starts again.
    door = "/connexion/"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers.setdefault("Referrer-Policy", "no-referrer")
        return answer

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, PassageRefused | TicketRefused):
            return self.start_again(exc)
        return super().handle_exception(exc)

    def start_again(self, refusal: Refusal) -> HttpResponse:
        logger.info("passage refused", extra={"code": refusal.code})
        context = {"sentence": refusal.message, "porte": self.door}
        return self.show(context, status=refusal.status, template="sso/billet_refuse.html")


class SignInHostPage(PassagePage):
    """The public site has two names; sign-in lives on one."""

    def perform_authentication(self, request: Request) -> None:
        """These pages read Django's own user, which DRF would replace."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if bare_host(request) != settings.SIGN_IN_HOST:
            raise NotFound

    def handle_exception(self, exc: Exception) -> Any:
        return self.see(exc.door) if isinstance(exc, SecondFactorNeeded) else super().handle_exception(exc)
