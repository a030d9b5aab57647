from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.inputs import MotifQuery
from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_motifs import motifs_context
from booking.queries.offers import offers
from foundation import clock


class Motifs(CitizenPage):
    """The first page of an administration. A single motif needs no choice."""

    template = "booking/citizens/motifs.html"

    def get(self, request: Request) -> HttpResponse:
        offered = offers(now=clock.now())
        if len(offered) == 1:
            return HttpResponseRedirect(reverse("citizens:creneaux", args=[offered[0].motif.slug]))
        return self.show(motifs_context(offered, MotifQuery.read(request.query_params)))
