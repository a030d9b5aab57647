"""The pages behind the link of an appointment. A GET never changes anything: mail scanners follow every link."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_rdv import ShownRdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.refusals import TooLateToCancel
from booking.queries.calendar import calendar_of
from booking.queries.rdvs import participation_by_token
from foundation import clock
from foundation.actors import VISITOR
from foundation.errors import NotFound
from foundation.tenancy import current


class LinkPage(CitizenPage):
    """Its address is a key: no search engine keeps it, no other site learns it."""

    referrer_policy = "no-referrer"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Referrer-Policy"] = self.referrer_policy
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def seen(self, token: str) -> ShownRdv:
        participation = participation_by_token(token)
        if participation is None:
            raise NotFound
        return ShownRdv(participation, clock.now())


class RdvPage(LinkPage):
    template = "booking/citizens/rdv.html"

    def get(self, request: Request, jeton: str) -> HttpResponse:
        return self.show(self.seen(jeton).context())


class Annuler(LinkPage):
    """Asks, then cancels."""

    template = "booking/citizens/annuler.html"
    # Under `no-referrer` browsers post with `Origin: null`, which the CSRF check rightly refuses.
    referrer_policy = "same-origin"

    def get(self, request: Request, jeton: str) -> HttpResponse:
        return self.show(self.seen(jeton).context())

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        try:
            cancel_by_usager(seen.participation, by=VISITOR, now=seen.now)
        except TooLateToCancel:
            return self.show(seen.context(), status=409)
        return self.see(reverse("citizens:rdv", args=[jeton]))


class CalendarFile(LinkPage):
    """The appointment for the citizen's own calendar."""

    def get(self, request: Request, jeton: str) -> HttpResponse:
        seen, link = self.seen(jeton), current().url(reverse("citizens:rdv", args=[jeton]))
        method = "CANCEL" if seen.is_cancelled else "PUBLISH"
        host = urlsplit(link).hostname or ""
        return HttpResponse(
            calendar_of(seen.participation, link=link, host=host, now=seen.now),
            content_type=f"text/calendar; charset=utf-8; method={method}",
            headers={
                "Content-Disposition": 'attachment; filename="rendez-vous.ics"',
                "Cache-Control": "private, no-store",
            },
        )
