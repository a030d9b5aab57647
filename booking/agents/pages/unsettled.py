from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.reading import rows
from booking.agents.skeleton import AgentPage
from booking.queries.agent_rdvs import unsettled
from foundation import clock

ON_A_PAGE = 50


class Unsettled(AgentPage):
    """Past rdvs without outcome: mine, or the whole team's with `?agents=tous`."""

    template = "booking/agents/sans_issue.html"

    def get(self, request: Request) -> HttpResponse:
        now, team = clock.now(), request.query_params.get("agents") == "tous"
        rdvs = unsettled(now, agent_id=None if team else self.actor.id)
        page = Paginator(rdvs, ON_A_PAGE).get_page(request.query_params.get("page"))
        back = f"{request.path}?agents=tous" if team else request.path
        tabs = [
            ("Les miens", request.path, not team),
            ("Toute l’équipe", f"{request.path}?agents=tous", team),
        ]
        lignes = rows(list(page), by=self.actor, now=now, back=back)
        context = {"page": page, "lignes": lignes, "onglets": tabs, "ici": back}
        return self.show({**context, "agenda_url": reverse("agent-agenda")})
