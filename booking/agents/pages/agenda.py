"""The day of the team: a grid, and the same day as a table."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import day_url
from booking.agents.day_view import day_view
from booking.agents.empty_day import empty_grid, empty_list
from booking.agents.inputs import DayFilter
from booking.agents.reading import agenda_keys, rows
from booking.agents.skeleton import AgentPage
from booking.agents.walk import LIST
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
        context = {"vue": vue, **empty_grid(vue)}
        if form.errors:
            return self.refuse(form, context)
        more = {"present_url": day_url(vue.walk.day), "complet": "complet" in request.query_params}
        return self.show({**context, **more, "form": form})


class TodayList(AgentPage):
    def get(self, request: Request) -> HttpResponse:
        return HttpResponseRedirect(day_url(clock.today(desk_of(self.actor.id).zone), LIST))


class DayList(AgentPage):
    template = "booking/agents/liste.html"

    def get(self, request: Request, day: date) -> HttpResponse:
        now, chosen = clock.now(), request.query_params.getlist("agents")
        asked = {"agents": chosen, "motif": request.query_params.get("motif", "")}
        vue = day_view(self.actor, now=now, day=day, asked=asked, view=LIST)
        rdvs = [rdv for rdv in rdvs_of_day(day) if not chosen or agenda_keys(rdv) & set(chosen)]
        lignes = rows(rdvs, by=self.actor, now=now, back=vue.walk.url())
        return self.show({"walk": vue.walk, "lignes": lignes, **({} if lignes else empty_list(vue))})
