"""The next times of a motif, to be shown inside the administration's own site.

The frame is another site's: nothing here reads or writes a cookie, and nothing is kept by looking. Choosing a time
opens the slot page in the whole window, on our own host.
"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.csp import CSP, build_policy
from rest_framework.request import Request

from booking.citizens.inputs import SlotQuery
from booking.citizens.pages.base import BookingPage
from booking.citizens.shown_embed import embed_context
from booking.queries.site_settings import site_settings
from booking.queries.week import week_of
from foundation import clock

A_MINUTE = "public, max-age=60"


class Embed(BookingPage):
    template = "booking/citizens/integrer.html"
    authentication_classes = []
    # No session here: the slot page asks it.
    asks_address = False
    http_method_names = ["get", "head"]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen, lieu = self.published(motif), SlotQuery.read(request.query_params)["lieu"]
        week = week_of(chosen, now=clock.now(), lieu_slug=lieu)
        return framed(self.show(embed_context(chosen, week, lieu_slug=lieu)))


def framed(answer: HttpResponse) -> HttpResponse:
    """Only the sites that the administration names may show this page in theirs. Everywhere else: nobody may."""
    hosts: list[Any] = site_settings().embed_hosts
    policy: dict[str, Any] = {
        **settings.SECURE_CSP,
        "frame-ancestors": hosts or [CSP.NONE],
        "form-action": [CSP.NONE],
    }
    answer.headers["Content-Security-Policy"] = build_policy(policy)
    if hosts:
        # The older header knows no list of sites; browsers that read the policy ignore it.
        answer.xframe_options_exempt = True
    answer.headers["Cache-Control"] = A_MINUTE
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
