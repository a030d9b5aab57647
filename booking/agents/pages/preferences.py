"""What an agent wants to be written about."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from booking.agents.skeleton import AgentPage
from booking.commands.change_preferences import change_preferences
from booking.queries.agents import agent_with_roles
from booking.vocabulary import AgentNotices
from foundation import clock
from foundation.errors import NotFound


class PreferencesForm(serializers.Serializer[Any]):
    avis = serializers.ChoiceField(
        choices=AgentNotices.choices,
        label="Nouveaux rendez-vous, déplacements et annulations",
        error_messages={
            "required": "Choisissez les avis que vous voulez recevoir.",
            "invalid_choice": "Choisissez une réponse de la liste.",
        },
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
        form = PreferencesForm({"avis": agent.notices, "resume": agent.daily_digest})
        done = request.query_params.get("fait") == "1"
        return self.show({"form": form, "courriel": agent.email, "fait": done})

    def post(self, request: Request) -> HttpResponse:
        form = PreferencesForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form)
        chosen = form.validated_data
        change_preferences(
            AgentNotices(chosen["avis"]), daily_digest=chosen["resume"], by=self.actor, now=clock.now()
        )
        return self.see(f"{reverse('agent-preferences')}?fait=1")
