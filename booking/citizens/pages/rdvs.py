"""The pages behind the link of an appointment. A GET never changes anything: mail scanners follow every link."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.inputs import WhyInput
from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_move import BEFORE, former_of
from booking.citizens.shown_rdv import ShownRdv
from booking.citizens.throttles import ChangesByAddress, LinksByAddress
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.refusals import TooLateToCancel
from booking.commands.say_why import say_why
from booking.commands.undo_cancel import undo_cancel
from booking.policies import may_move_online
from booking.queries.calendar import calendar_of
from booking.queries.rdvs import participation_by_token
from foundation import clock
from foundation.actors import VISITOR
from foundation.errors import NotFound, Refusal
from foundation.languages import keep_speaking
from foundation.tenancy import current

# Under `no-referrer` browsers post with `Origin: null`, which the CSRF check rightly refuses.
WITH_A_FORM = "same-origin"


class LinkPage(CitizenPage):
    """Its address is a key: no search engine keeps it, no other site learns it."""

    referrer_policy = "no-referrer"
    throttle_classes = [ChangesByAddress, LinksByAddress]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Referrer-Policy"] = self.referrer_policy
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def seen(self, token: str) -> ShownRdv:
        participation = participation_by_token(token)
        if participation is None:
            raise NotFound
        keep_speaking(self.request._request, participation.language)
        return ShownRdv(participation, clock.now())

    def it_stays(self, seen: ShownRdv, refusal: Refusal | None = None) -> HttpResponse:
        """Never a bare refusal: what can still be done, and whom to call."""
        told = refusal.message if refusal and may_move_online(seen.participation, seen.now) else ""
        status = refusal.status if refusal else 200
        context = {**seen.context(), "refus": told}
        return self.show(context, status=status, template="booking/citizens/deplacement_impossible.html")


class RdvPage(LinkPage):
    template = "booking/citizens/rdv.html"

    def get(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        if seen.asks_presence or seen.may_take_back or seen.may_say_why:
            self.referrer_policy = WITH_A_FORM
        return self.show({**seen.context(), "ancien": former_of(seen, request.query_params.get(BEFORE, ""))})


class Annuler(LinkPage):
    """Asks, then cancels."""

    template = "booking/citizens/annuler.html"
    referrer_policy = WITH_A_FORM

    def get(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        if seen.participation.rdv.is_session:
            # One may give back the seats of a whole family.
            return self.see(reverse("citizens:quitter", args=[jeton]))
        return self.show(seen.context())

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        try:
            cancel_by_usager(seen.participation, by=VISITOR, now=seen.now)
        except TooLateToCancel:
            return self.show(seen.context(), status=409)
        return self.see(reverse("citizens:rdv", args=[jeton]))


class Pourquoi(LinkPage):
    """Why, once it is cancelled: never asked before, nor needed."""

    def get(self, request: Request, jeton: str) -> HttpResponse:
        """Somebody came back to the address of the form."""
        return self.see(reverse("citizens:rdv", args=[jeton]))

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen, reason = self.seen(jeton), WhyInput.read(request.data)
        if reason:
            say_why(seen.participation, reason)
        return self.see(reverse("citizens:rdv", args=[jeton]))


class Reprendre(LinkPage):
    """« Annuler était une erreur » : the button of the page of an rdv that has just been cancelled."""

    template = "booking/citizens/rdv.html"
    referrer_policy = WITH_A_FORM

    def get(self, request: Request, jeton: str) -> HttpResponse:
        """Somebody came back to the address of the form."""
        return self.see(reverse("citizens:rdv", args=[jeton]))

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        try:
            undo_cancel(seen.participation, by=VISITOR, now=seen.now)
        except Refusal as refusal:
            context = {**self.seen(jeton).context(), "refus": refusal.message}
            return self.show(context, status=refusal.status)
        return self.see(reverse("citizens:rdv", args=[jeton]))


class CalendarFile(LinkPage):
    """The appointment for the citizen's own calendar."""

    def get(self, request: Request, jeton: str) -> HttpResponse:
        seen, link = self.seen(jeton), current().url(reverse("citizens:rdv", args=[jeton]))
        method = "CANCEL" if seen.is_cancelled else "PUBLISH"
        return HttpResponse(
            calendar_of(seen.participation, link=link, now=seen.now),
            content_type=f"text/calendar; charset=utf-8; method={method}",
            headers={
                "Content-Disposition": 'attachment; filename="rendez-vous.ics"',
                "Cache-Control": "private, no-store",
            },
        )
