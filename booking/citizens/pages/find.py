from django.http import HttpResponse
from rest_framework.request import Request

from booking.citizens.pages.base import CitizenPage


class Retrouver(CitizenPage):
    """For who lost the link: how to get to the appointment by a code, or by phone."""

    template = "booking/citizens/retrouver.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show()
