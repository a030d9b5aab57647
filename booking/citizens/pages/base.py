"""What citizen pages share."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.choices import Choice
from booking.citizens.drafts import typed_of
from booking.citizens.shown_week import alternatives_context
from booking.models import Motif
from booking.queries.alternatives import alternatives
from booking.queries.motifs import motif_online
from foundation import clock
from foundation.errors import NotFound
from foundation.web.pages import Page


class CitizenPage(Page):
    def show(
        self, context: Mapping[str, Any] | None = None, *, status: int = 200, template: str = ""
    ) -> HttpResponse:
        footer = [
            ("Prendre rendez-vous", reverse("citizens:motifs")),
            ("Mes rendez-vous", reverse("citizens:my-rdvs")),
            ("Aide", reverse("citizens:aide")),
        ]
        return super().show({"pied_liens": footer, **(context or {})}, status=status, template=template)


class BookingPage(CitizenPage):
    """A step of a booking: its motif is in the address."""

    def published(self, slug: str) -> Motif:
        """A motif that is not online is as unknown as one that does not exist."""
        motif = motif_online(slug)
        if motif is None:
            raise NotFound
        return motif

    def taken(self, request: Request, motif: Motif, choice: Choice) -> HttpResponse:
        """409: the three nearest times, and what was typed kept."""
        offered = alternatives(motif, around=choice.start, lieu_slug=choice.lieu_slug, now=clock.now())
        context = alternatives_context(motif, offered, typed_of(request))
        return self.show(context, status=409, template="booking/citizens/creneau_pris.html")
