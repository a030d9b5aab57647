"""One agent, as the administrator sees them: rights, and what may be done about their access."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.colleague_inputs import PlaceForm
from booking.agents.pages.colleagues import TeamPage
from booking.agents.team_reading import shown_access, shown_siret
from booking.commands.approve_agent import approve_agent, refuse_agent
from booking.commands.change_roles import change_roles
from booking.commands.confirm_agent import confirm_agent
from booking.commands.invite_agent import invite_again
from booking.commands.relink_agent import relink_agent
from booking.commands.remove_agent import remove_agent
from booking.models import Agent
from booking.queries.agents import agents_of_address, colleague, rdvs_to_come
from booking.queries.desk import desk_of
from booking.queries.offices import organisations, services
from booking.vocabulary import AgentAccess
from foundation import clock
from foundation.errors import NotFound, Refusal
from foundation.web.components.typography import date_heure


class AboutColleague(TeamPage):
    """Context of the pages about one agent, and the way back after a gesture."""

    template = "booking/agents/agent.html"
    # What the page says once the gesture is done.
    done: ClassVar[str] = ""

    def find(self, agent_id: UUID) -> Agent:
        agent = colleague(agent_id)
        if agent is None:
            raise NotFound
        return agent

    def form(self, agent: Agent, **data: Any) -> PlaceForm:
        return PlaceForm(organisations=organisations(), services=services(), agent=agent, **data)

    def about(self, agent: Agent, **more: Any) -> dict[str, Any]:
        now, zone = clock.now(), desk_of(self.actor.id).zone
        asking = agent.access == AgentAccess.REQUESTED
        return {
            "agent": agent,
            "zone": zone,
            "lignes": [
                ("Adresse électronique", agent.email),
                ("Accès", shown_access(agent, now, zone)),
                ("SIRET de la structure", shown_siret(agent.siret)),
                ("Dernière connexion", date_heure(agent.last_seen_at, zone) if agent.last_seen_at else ""),
            ],
            "siret": shown_siret(agent.siret),
            "siret_annonce": shown_siret(agent.siret_seen),
            "a_venir": rdvs_to_come(agent.pk, now),
            "memes": [each for each in agents_of_address(agent.email) if asking and each.pk != agent.pk],
            "soi": agent.pk == self.actor.id,
            **more,
        }

    def refused(self, agent_id: UUID, refusal: Refusal) -> HttpResponse:
        """The agent as they are now, and why the button did nothing."""
        agent = self.find(agent_id)
        more = {"form": self.form(agent), "refus": refusal, "erreurs": [refusal.message]}
        return self.show(self.about(agent, **more), status=refusal.status)

    def sheet(self, agent_id: UUID) -> HttpResponse:
        return self.see(with_query(reverse("agent-collegue", args=[agent_id]), {"fait": self.done}))


class Placed(AboutColleague):
    """A gesture that needs to know where the agent works: `place` is its command."""

    place: ClassVar[Callable[..., object]]

    def post(self, request: Request, agent_id: UUID) -> HttpResponse:
        agent = self.find(agent_id)
        form = self.form(agent, data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.about(agent))
        try:
            self.place(agent.pk, form.place, by=self.actor, now=clock.now())
        except Refusal as refusal:
            return self.refused(agent_id, refusal)
        return self.sheet(agent_id)


class Colleague(Placed):
    done = "enregistre"
    place = staticmethod(change_roles)

    def get(self, request: Request, agent_id: UUID) -> HttpResponse:
        agent = self.find(agent_id)
        fait = request.query_params.get("fait", "")
        return self.show(self.about(agent, form=self.form(agent), fait=fait))


class Approval(Placed):
    http_method_names = ["post"]
    done = "approuve"
    place = staticmethod(approve_agent)


class NewInvitation(Placed):
    http_method_names = ["post"]
    done = "invite"
    place = staticmethod(invite_again)


class Gesture(AboutColleague):
    """One button, nothing to type: `do` is its command."""

    do: ClassVar[Callable[..., object]]
    http_method_names = ["post"]

    def post(self, request: Request, agent_id: UUID) -> HttpResponse:
        try:
            self.do(agent_id, by=self.actor, now=clock.now())
        except NotFound:
            raise
        except Refusal as refusal:
            return self.refused(agent_id, refusal)
        return self.sheet(agent_id)


class Refused(Gesture):
    done = "refuse"
    do = staticmethod(refuse_agent)


class Confirmation(Gesture):
    done = "confirme"
    do = staticmethod(confirm_agent)


class Removal(Gesture):
    http_method_names = ["get", "post", "head"]
    done = "retire"
    do = staticmethod(remove_agent)

    def get(self, request: Request, agent_id: UUID) -> HttpResponse:
        return self.show(self.about(self.find(agent_id)), template="booking/agents/retirer.html")


class Relinking(AboutColleague):
    http_method_names = ["post"]
    done = "rattache"

    def post(self, request: Request, agent_id: UUID) -> HttpResponse:
        """`vers` is whose new account this is; the request is gone afterwards."""
        request_row = self.find(agent_id)
        known = {str(each.pk): each for each in agents_of_address(request_row.email)}
        to = known.get(self.typed.get("vers", ""))
        if to is None:
            raise NotFound
        try:
            relink_agent(agent_id, to=to.pk, by=self.actor, now=clock.now())
        except Refusal as refusal:
            return self.refused(agent_id, refusal)
        return self.sheet(to.pk)
