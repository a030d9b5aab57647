from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.shown_unmet import shown_demand
from booking.agents.skeleton import AgentPage
from booking.queries.unmet import unmet_by_reference

# Longer than any reference, however it is typed.
TYPED = 40


class Help(AgentPage):
    """How to, by task. What concerns administrators is shown to them alone."""

    template = "booking/agents/aide.html"

    def get(self, request: Request) -> HttpResponse:
        typed = request.query_params.get("reference", "").strip()[:TYPED]
        demand = unmet_by_reference(typed) if typed else None
        return self.show(
            {
                "administre": self.actor.is_admin,
                "reference": typed,
                "recepisse": shown_demand(demand) if demand else None,
            }
        )
