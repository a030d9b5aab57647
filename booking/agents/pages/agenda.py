"""The day of the team: a grid, and the same day as a table."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import day_url
from booking.agents.day_view import day_view
from booking.agents.inputs import DayFilter
from booking.agents.reading import agenda_keys, rows
from booking.agents.skeleton import AgentPage
from booking.agents.walk import GRID, LIST, Walk
from booking.queries.agent_rdvs import rdvs_of_day
from booking.queries.desk import desk_of
from foundation import clock


class Arrival(AgentPage):
    def get(self, request: Request) -> HttpResponse:
        return HttpResponseRedirect(reverse("agent-agenda"))


class AgendaPage(AgentPage):
    template = "booking/agents/agenda.html"

    def get(self, request: Request, day: date | None = None) -> HttpResponse:
        form = DayFilter(data=request.query_params)
        asked: dict[str, Any] = dict(form.validated_data) if form.is_valid() else {}
        vue = day_view(self.actor, now=clock.now(), day=day, asked=asked)
        if form.errors:
            return self.refuse(form, {"vue": vue})
        return self.show({"vue": vue, "form": form, "present_url": day_url(vue.walk.day)})


class TodayList(AgentPage):
    def get(self, request: Request) -> HttpResponse:
        return HttpResponseRedirect(day_url(clock.today(desk_of(self.actor.id).zone), LIST))


class DayList(AgentPage):
    template = "booking/agents/liste.html"
    entry = "agent-liste-du-jour"

    def get(self, request: Request, day: date) -> HttpResponse:
        now, chosen = clock.now(), request.query_params.getlist("agents")
        walk = Walk(day, now.astimezone(desk_of(self.actor.id).zone).date(), LIST, chosen)
        rdvs = [rdv for rdv in rdvs_of_day(day) if not chosen or agenda_keys(rdv) & set(chosen)]
        lignes = rows(rdvs, by=self.actor, now=now, back=walk.url())
        return self.show({"walk": walk, "lignes": lignes, "ici": walk.url(), "grille_url": walk.url(GRID)})
