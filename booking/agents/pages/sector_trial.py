from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.pages.sectors import SectorPage
from booking.agents.sector_inputs import PlaceForm
from booking.agents.sector_trial import trial_context


class SectorTrial(SectorPage):
    """Which sector an address is in, who receives it, what it may book, and why."""

    template = "booking/agents/secteurs/essai.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"form": PlaceForm()})

    def post(self, request: Request) -> HttpResponse:
        """By POST: an address is not for the logs."""
        form = PlaceForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, {"communes": form.choices})
        return self.show({"form": form, **trial_context(form.address)})
