"""What citizen pages share."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.choices import Choice
from booking.citizens.drafts import typed_of
from booking.citizens.entrances import motif_reserved
from booking.citizens.shown_address import FOR_PRESCRIBED, address_line, address_url
from booking.citizens.shown_week import alternatives_context
from booking.commands.check_sector import AddressAsked, OutOfSector, check_sector
from booking.models import Motif
from booking.queries.alternatives import alternatives
from booking.queries.motifs import motif_online
from foundation import clock
from foundation.errors import NotFound
from foundation.web.pages import Page


class CitizenPage(Page):
    # Of a page that depends on where one lives: where the page of the address leads back to.
    after_address = ""

    def show(
        self, context: Mapping[str, Any] | None = None, *, status: int = 200, template: str = ""
    ) -> HttpResponse:
        footer = [
            (_("Prendre rendez-vous"), reverse("citizens:motifs")),
            (_("Mes rendez-vous"), reverse("citizens:my-rdvs")),
            (_("Aide"), reverse("citizens:aide")),
        ]
        return super().show({"pied_liens": footer, **(context or {})}, status=status, template=template)

    def handle_exception(self, exc: Exception) -> Any:
        slug, then = self.kwargs.get("motif", ""), self.after_address
        if isinstance(exc, AddressAsked):
            return self.see(address_url(slug, then=then))
        if isinstance(exc, OutOfSector):
            line = address_line(known_address(self.request), slug=slug, then=then)
            motifs = "citizens:prescription-motifs" if then == FOR_PRESCRIBED else "citizens:motifs"
            context = {**line, "motif": motif_online(slug), "url_motifs": reverse(motifs)}
            return self.show(context, status=exc.status, template="booking/citizens/hors_secteur.html")
        return super().handle_exception(exc)


class BookingPage(CitizenPage):
    """A step of a booking: its motif is in the address."""

    def published(self, slug: str) -> Motif:
        """A motif that is neither online nor this visitor's own is as unknown as one that does not exist."""
        online = motif_online(slug)
        if online:
            return check_sector(online, known_address(self.request))
        # Who was invited, or sees their referent, is received wherever they live.
        motif = motif_reserved(self.request, slug, now=clock.now())
        if motif is None:
            raise NotFound
        return motif

    def taken(self, request: Request, motif: Motif, choice: Choice) -> HttpResponse:
        """409: the three nearest times, and what was typed kept."""
        offered = alternatives(motif, around=choice.start, lieu_slug=choice.lieu_slug, now=clock.now())
        context = alternatives_context(motif, offered, typed_of(request, motif))
        return self.show(context, status=409, template="booking/citizens/creneau_pris.html")
