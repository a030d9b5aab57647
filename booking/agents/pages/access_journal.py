"""Who opened whose file: for the administrator, and for the data officer whom they name."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from rest_framework.request import Request

from booking.agents.colleague_inputs import JournalFilter
from booking.agents.pages.colleagues import TeamPage
from booking.queries.agents import directory
from booking.queries.desk import desk_of
from booking.queries.file_access import journal

ON_A_PAGE = 50


class AccessJournal(TeamPage):
    template = "booking/agents/journal.html"

    def get(self, request: Request) -> HttpResponse:
        form, zone = JournalFilter(data=request.query_params), desk_of(self.actor.id).zone
        since, until = form.bounds(zone)
        asked = form.asked
        rows = journal(usager=asked.get("usager", ""), agent_id=asked.get("agent"), since=since, until=until)
        page = Paginator(rows, ON_A_PAGE).get_page(request.query_params.get("page"))
        context = {
            "onglets": self.tabs(),
            "form": form,
            "zone": zone,
            "page": page,
            "lignes": list(page),
            "agents": [("", "Tous les agents"), *directory()],
            "filtre": bool(asked),
        }
        return self.refuse(form, context) if form.errors else self.show(context)
