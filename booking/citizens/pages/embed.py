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
from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_embed import embed_context
from booking.queries.motifs import motif_online
from booking.queries.sessions import sessions_online
from booking.queries.site_settings import site_settings
from booking.queries.week import week_of
from foundation import clock
from foundation.errors import NotFound

A_MINUTE = "public, max-age=60"


class Embed(CitizenPage):
    """Of a motif open to everybody: no session says here who looks, nor where they live."""

    template = "booking/citizens/integrer.html"
    authentication_classes = []
    http_method_names = ["get", "head"]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen, lieu = motif_online(motif), SlotQuery.read(request.query_params)["lieu"]
        if chosen is None:
            raise NotFound
        week = week_of(chosen, now=clock.now(), lieu_slug=lieu)
        sessions = sessions_online(now=clock.now(), motif_slug=motif, lieu_slug=lieu)
        return framed(self.show(embed_context(chosen, week, sessions, lieu_slug=lieu)))


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
