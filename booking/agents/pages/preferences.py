"""What an agent wants to be written about."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from booking.agents.fields import said
from booking.agents.skeleton import AgentPage
from booking.commands.change_preferences import WantedNotices, change_preferences
from booking.queries.agents import agent_with_roles
from booking.vocabulary import AgentNotices, OpeningNotices
from foundation import clock
from foundation.errors import NotFound

WRONG = said(
    "Choisissez les avis que vous voulez recevoir.", invalid_choice="Choisissez une réponse de la liste."
)


class PreferencesForm(serializers.Serializer[Any]):
    avis = serializers.ChoiceField(
        choices=AgentNotices.choices,
        label="Nouveaux rendez-vous, déplacements et annulations",
        error_messages=WRONG,
    )
    ouvertures = serializers.ChoiceField(
        choices=OpeningNotices.choices,
        label="Changements de mes plages d’ouverture et de mes absences",
        error_messages=WRONG,
    )
    arrivees = serializers.BooleanField(
        required=False, default=False, label="Me prévenir quand une personne arrive à son rendez-vous"
    )
    resume = serializers.BooleanField(
        required=False, default=False, label="Recevoir chaque matin à 7\u00a0h le résumé de ma journée"
    )


class Preferences(AgentPage):
    template = "booking/agents/preferences.html"

    def get(self, request: Request) -> HttpResponse:
        agent = agent_with_roles(self.actor.id) if self.actor.id else None
        if agent is None:
            raise NotFound
        form = PreferencesForm(
            {
                "avis": agent.notices,
                "ouvertures": agent.opening_notices,
                "arrivees": agent.arrival_notices,
                "resume": agent.daily_digest,
            }
        )
        done = request.query_params.get("fait") == "1"
        return self.show({"form": form, "courriel": agent.email, "fait": done})

    def post(self, request: Request) -> HttpResponse:
        form = PreferencesForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form)
        typed = form.validated_data
        chosen = WantedNotices(
            rdvs=AgentNotices(typed["avis"]),
            openings=OpeningNotices(typed["ouvertures"]),
            arrivals=typed["arrivees"],
            daily_digest=typed["resume"],
        )
        change_preferences(chosen, by=self.actor, now=clock.now())
        return self.see(f"{reverse('agent-preferences')}?fait=1")
