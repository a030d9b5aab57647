from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.reading import rows, who
from booking.agents.skeleton import AgentPage
from booking.queries.agent_rdvs import rdv_by_id, unsettled
from booking.vocabulary import RdvStatus
from foundation import clock
from foundation.web.components.statuses import status_look

ON_A_PAGE = 50
NOTED = (RdvStatus.HONOURED, RdvStatus.NO_SHOW)


class Unsettled(AgentPage):
    """Past rdvs without outcome: mine, or the whole team's with `?agents=tous`."""

    template = "booking/agents/sans_issue.html"

    def get(self, request: Request) -> HttpResponse:
        now, team = clock.now(), request.query_params.get("agents") == "tous"
        rdvs = unsettled(now, agent_id=None if team else self.actor.id)
        page = Paginator(rdvs, ON_A_PAGE).get_page(request.query_params.get("page"))
        whose = "tous" if team else ""
        back = with_query(
            request.path, {"agents": whose, "page": str(page.number) if page.number > 1 else ""}
        )
        tabs = [
            ("Les miens", request.path, not team),
            ("Toute l’équipe", with_query(request.path, {"agents": "tous"}), team),
        ]
        lignes = rows(list(page), by=self.actor, now=now, back=back, leaving=True)
        context = {"page": page, "lignes": lignes, "onglets": tabs, "ici": back}
        noted = just_noted(request.query_params.get("fait", ""))
        return self.show({**context, **noted, "agenda_url": reverse("agent-agenda")})


def just_noted(typed: str) -> dict[str, Any]:
    """What the page says of the rdv whose outcome was noted from it; nothing once that was undone."""
    try:
        rdv = rdv_by_id(UUID(typed))
    except ValueError:
        return {}
    if rdv is None or rdv.status not in NOTED:
        return {}
    return {"note": rdv, "note_texte": f"{who(rdv)} : {status_look(rdv.status).label.lower()}."}
