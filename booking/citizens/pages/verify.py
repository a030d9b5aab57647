"""When many ask at once, for whom JavaScript did not prove it: a code shows that somebody is there."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from booking.citizens.pages.base import BookingPage
from booking.citizens.pages.contact_proof import ContactProof
from booking.citizens.proofs import CODES, has_proved, note_proved
from booking.citizens.shown_week import motif_context


class Verify(ContactProof, BookingPage):
    """Then back to the times."""

    template = "booking/citizens/verifier.html"
    codes = CODES

    def around(self) -> Mapping[str, Any]:
        return motif_context(self.published(self.kwargs["motif"]))

    def done(self) -> HttpResponse | None:
        return self.times() if has_proved(self.request) else None

    def proved(self, contact: str) -> HttpResponse:
        note_proved(self.request, contact)
        return self.times()

    def times(self) -> HttpResponse:
        return self.see(reverse("citizens:creneaux", args=[self.kwargs["motif"]]))
