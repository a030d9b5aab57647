from django.http import HttpResponse
from rest_framework.request import Request

from booking.citizens.pages.base import CitizenPage


class Aide(CitizenPage):
    template = "booking/citizens/aide.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show()
