"""The team: who is in it, who asks to be, whom to invite. For administrators."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.colleague_inputs import InviteForm
from booking.agents.skeleton import AgentPage
from booking.agents.team_reading import lines, named, shown_siret, sorted_team
from booking.commands.invite_agent import AlreadyKnown, invite_agent
from booking.queries.agents import whole_team
from booking.queries.desk import desk_of
from booking.queries.offices import organisations, services
from foundation import clock
from foundation.web.permissions import AdminOnly

ON_A_PAGE = 50


class TeamPage(AgentPage):
    permission_classes = [AdminOnly]
    entry = "agent-equipe"

    def tabs(self) -> list[tuple[str, str, bool]]:
        """Which page of the team is shown."""
        pages = (("Équipe", "agent-equipe"), ("Journal des accès", "agent-journal"))
        return [(label, reverse(name), self.request.path == reverse(name)) for label, name in pages]


class Colleagues(TeamPage):
    template = "booking/agents/equipe.html"

    def get(self, request: Request) -> HttpResponse:
        now, zone = clock.now(), desk_of(self.actor.id).zone
        team, typed = sorted_team(whole_team()), request.query_params.get("nom", "")
        several = len({role.organisation_id for each in team.members for role in each.roles.all()}) > 1
        page = Paginator(named(team.members, typed), ON_A_PAGE).get_page(request.query_params.get("page"))
        shown = partial(lines, now=now, zone=zone, several=several)
        return self.show(
            {
                "onglets": self.tabs(),
                "zone": zone,
                "demandes": [(each, shown_siret(each.siret)) for each in team.asking],
                "a_confirmer": [
                    (each, shown_siret(each.siret), shown_siret(each.siret_seen)) for each in team.to_confirm
                ],
                "page": page,
                "lignes": shown(page),
                "nom": typed,
                "chercher": bool(typed) or len(team.members) > ON_A_PAGE,
                "retires": shown(team.removed),
            }
        )


class Invitation(TeamPage):
    template = "booking/agents/inviter.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"form": self.form()})

    def post(self, request: Request) -> HttpResponse:
        form = self.form(data=self.typed)
        if not form.is_valid():
            return self.refuse(form)
        try:
            agent = invite_agent(form.person, form.place, by=self.actor, now=clock.now())
        except AlreadyKnown as refusal:
            return self.known(form, refusal)
        return self.see(with_query(reverse("agent-collegue", args=[agent.pk]), {"fait": "invite"}))

    def form(self, **data: Any) -> InviteForm:
        return InviteForm(organisations=organisations(), services=services(), **data)

    def known(self, form: InviteForm, refusal: AlreadyKnown) -> HttpResponse:
        """Whose page helps, rather than a dead end."""
        url = reverse("agent-collegue", args=[refusal.context["agent_id"]])
        context = {"form": form, "refus": refusal, "fiche_url": url, "erreurs": [refusal.message]}
        return self.show(context, status=refusal.status)
