"""When many ask at once, for whom JavaScript did not prove it: a code shows that somebody is there."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.fields import ContactInput
from booking.citizens.pages.base import BookingPage
from booking.citizens.proofs import ask_contact, asked_of, forget_asked, prove
from booking.citizens.shown_week import motif_context
from booking.citizens.throttles import ChangesByAddress
from booking.models import Motif
from foundation.errors import Refusal


class Verify(BookingPage):
    """A contact, then its code, then back to the times."""

    template = "booking/citizens/verifier.html"
    throttle_classes = [ChangesByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        return self.ask(request, self.published(motif), ContactInput())

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen: Motif = self.published(motif)
        said: Any = request.data
        if "autre" in said:
            forget_asked(request)
            return self.see(request.path)
        if "code" in said:
            return self.check(request, chosen, str(said["code"]))
        form = ContactInput(data=said)
        if not form.is_valid():
            return self.ask(request, chosen, form, status=422)
        try:
            ask_contact(request, form.validated_data["contact"])
        except Refusal as refusal:
            return self.ask(request, chosen, form, refus=refusal.message, status=refusal.status)
        return self.see(request.path)

    def check(self, request: Request, motif: Motif, typed: str) -> HttpResponse:
        asked = asked_of(request)
        if asked is None:
            return self.see(request.path)
        try:
            prove(request, asked, typed)
        except Refusal as refusal:
            return self.ask(request, motif, ContactInput(), erreurs={"code": [refusal.message]}, status=422)
        return self.see(reverse("citizens:creneaux", args=[motif.slug]))

    def ask(
        self, request: Request, motif: Motif, form: ContactInput, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        asked = asked_of(request)
        errors = {"erreurs": form.errors} if status == 422 and not more else {}
        context = {**motif_context(motif), "form": form, "envoye_a": asked.shown if asked else "", **errors}
        return self.show({**context, **more}, status=status)
