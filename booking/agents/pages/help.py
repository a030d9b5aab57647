from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.skeleton import AgentPage


class Help(AgentPage):
    """How to, by task. What concerns administrators is shown to them alone."""

    template = "booking/agents/aide.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"administre": self.actor.is_admin})
