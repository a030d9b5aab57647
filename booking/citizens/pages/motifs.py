from django.http import HttpResponse, HttpResponseRedirect
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.inputs import MotifQuery
from booking.citizens.pages.base import CitizenPage
from booking.citizens.shown_address import address_line, address_url
from booking.citizens.shown_motifs import motif_url, motifs_context
from booking.queries.offers import offers
from booking.queries.prescription import is_prescription_open
from booking.queries.sectors import is_address_asked
from foundation import clock


class Motifs(CitizenPage):
    """The first page of an administration. A single motif needs no choice."""

    template = "booking/citizens/motifs.html"

    def get(self, request: Request) -> HttpResponse:
        address = known_address(request)
        offered, is_asked = offers(now=clock.now(), address=address), is_address_asked()
        if is_asked and not (address or offered):
            return HttpResponseRedirect(address_url())
        if len(offered) == 1 and not is_asked:
            return HttpResponseRedirect(motif_url(offered[0]))
        context = motifs_context(offered, MotifQuery.read(request.query_params))
        # What is for everybody is for prescribers too.
        more = {"adresse_demandee": is_asked, "prescription": bool(offered) or is_prescription_open()}
        return self.show({**context, **address_line(address), **more})
