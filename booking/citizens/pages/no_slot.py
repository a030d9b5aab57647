"""No dead end: a dated proof that nothing was free, which anybody who has its reference may verify."""

from typing import cast
from uuid import UUID, uuid4

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.inputs import SlotQuery
from booking.citizens.pages.base import BookingPage, CitizenPage
from booking.citizens.shown_no_slot import receipt_context, receipt_texts
from booking.citizens.throttles import PdfsByAddress, ReceiptsByAddress
from booking.commands.record_unmet import TimesAreFree, record_unmet
from booking.models import UnmetDemand
from booking.queries.motifs import lieu_of
from booking.queries.unmet import unmet_by_reference
from booking.queries.unmet_pdf import unmet_pdf
from foundation import clock
from foundation.errors import NotFound


class NoSlot(BookingPage):
    """« Recevoir une preuve »"""

    throttle_classes = [ReceiptsByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        """Somebody came back to the address of the form."""
        return self.see(reverse("citizens:creneaux", args=[self.published(motif).slug]))

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, typed = self.published(motif), cast(QueryDict, request.data)
        lieu = lieu_of(chosen, SlotQuery.read(typed)["lieu"])
        try:
            demand = record_unmet(chosen, lieu=lieu, demand_id=_id_in(typed), now=clock.now())
        except TimesAreFree:
            return self.see(reverse("citizens:creneaux", args=[chosen.slug]))
        return self.see(reverse("citizens:recepisse", args=[demand.reference]))


class Recepisse(CitizenPage):
    template = "booking/citizens/recepisse.html"
    http_method_names = ["get", "head"]

    def get(self, request: Request, reference: str) -> HttpResponse:
        return self.show(receipt_context(_demand(reference)))


class RecepissePdf(CitizenPage):
    throttle_classes = [PdfsByAddress]
    http_method_names = ["get", "head"]

    def get(self, request: Request, reference: str) -> HttpResponse:
        demand = _demand(reference)
        headers = {
            "Content-Disposition": f'inline; filename="recepisse-{demand.reference}.pdf"',
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex",
        }
        return HttpResponse(unmet_pdf(receipt_texts(demand)), content_type="application/pdf", headers=headers)


def _demand(reference: str) -> UnmetDemand:
    demand = unmet_by_reference(reference)
    if demand is None:
        raise NotFound
    return demand


def _id_in(data: QueryDict) -> UUID:
    """One of ours when it says nothing readable."""
    try:
        return UUID(str(data.get("demande", "")))
    except ValueError:
        return uuid4()
