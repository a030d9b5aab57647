"""For a motif under pressure: six digits, then back to the form."""

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.codes import Asked
from booking.citizens.drafts import draft_of
from booking.citizens.pages.coordonnees import FormPage
from booking.citizens.proofs import CODES, answer_code, code_context
from booking.citizens.throttles import ChangesByAddress
from booking.models import Motif
from booking.queries.people import granted
from foundation.errors import Refusal


class BookingCode(FormPage):
    template = "booking/citizens/code.html"
    throttle_classes = [ChangesByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen, asked = self.published(motif), CODES.asked(request)
        return self.ask(request, chosen, asked) if asked else self.back(chosen)

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, asked = self.published(motif), CODES.asked(request)
        if asked is None:
            return self.back(chosen)
        try:
            answer_code(request, asked, request.data)
        except Refusal as refusal:
            return self.ask(request, chosen, asked, refusal)
        return self.see(request.path) if "renvoyer" in request.data else self.back(chosen)

    def ask(
        self, request: Request, motif: Motif, asked: Asked, refusal: Refusal | None = None
    ) -> HttpResponse:
        draft = draft_of(request, motif.pk)
        if draft is None:
            return self.nothing_kept(motif)
        context = {
            **self.kept(request, granted(motif, draft.people), draft),
            **code_context(asked, request.data, refusal),
            "url_code": reverse("citizens:booking-code", args=[motif.slug]),
        }
        return self.show(context, status=refusal.status if refusal else 200)

    def back(self, motif: Motif) -> HttpResponse:
        return self.see(reverse("citizens:coordonnees", args=[motif.slug]))
