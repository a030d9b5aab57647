from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.pages.rdvs import LinkPage
from booking.commands.confirm_presence import confirm_presence
from booking.commands.refusals import AlreadyOver
from foundation.actors import VISITOR


class Presence(LinkPage):
    """« Je viens »: the button of the appointment's page, which alone acts."""

    http_method_names = ["get", "post", "head"]

    def get(self, request: Request, jeton: str) -> HttpResponse:
        """Somebody came back to the address of the form."""
        return self.see(reverse("citizens:rdv", args=[jeton]))

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        try:
            confirm_presence(seen.participation, by=VISITOR, now=seen.now)
        except AlreadyOver as over:
            return self.show({"sentence": over.message}, status=over.status, template="refus.html")
        return self.see(f"{reverse('citizens:rdv', args=[jeton])}#presence")
