"""For a motif under pressure: six digits, then back to the form."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.drafts import draft_of
from booking.citizens.pages.coordonnees import FormPage
from booking.citizens.proofs import Asked, ask_again, asked_of, prove
from booking.citizens.throttles import ChangesByAddress
from booking.models import Motif
from booking.queries.people import granted
from foundation.errors import Refusal


class BookingCode(FormPage):
    template = "booking/citizens/code.html"
    throttle_classes = [ChangesByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen, asked = self.published(motif), asked_of(request)
        return self.ask(request, chosen, asked) if asked else self.back(chosen)

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, asked = self.published(motif), asked_of(request)
        if asked is None:
            return self.back(chosen)
        said: Any = request.data
        try:
            if "renvoyer" in said:
                ask_again(request, asked)
                return self.see(reverse("citizens:booking-code", args=[motif]))
            prove(request, asked, str(said.get("code", "")))
        except Refusal as refusal:
            again = "renvoyer" in said
            return self.ask(request, chosen, asked, refusal, refused="refus" if again else "erreur")
        return self.back(chosen)

    def ask(
        self, request: Request, motif: Motif, asked: Asked, refusal: Refusal | None = None, refused: str = ""
    ) -> HttpResponse:
        draft = draft_of(request, motif.pk)
        if draft is None:
            return self.nothing_kept(motif)
        told = refusal.message if refusal else ""
        context = {
            **self.kept(request, granted(motif, draft.people), draft),
            "contact": asked.shown,
            "par_sms": asked.by_sms,
            "url_code": reverse("citizens:booking-code", args=[motif.slug]),
            "erreurs": {"code": [told]} if told and refused == "erreur" else None,
            "refus": told if refused == "refus" else "",
        }
        return self.show(context, status=refusal.status if refusal else 200)

    def back(self, motif: Motif) -> HttpResponse:
        return self.see(reverse("citizens:coordonnees", args=[motif.slug]))
