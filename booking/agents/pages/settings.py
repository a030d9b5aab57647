from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.skeleton import AgentPage
from foundation.web import menu
from foundation.web.permissions import AdminOnly


class Settings(AgentPage):
    """Everything that is set up once in a while, on one page."""

    permission_classes = [AdminOnly]
    entry = menu.SETTINGS
    template = "booking/agents/reglages.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"reglages": menu.settings()})
