"""Which agents follow somebody."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from booking.agents.addresses import back_to, with_query
from booking.agents.skeleton import AgentPage
from booking.commands.record_file_access import record_file_access
from booking.commands.set_referents import set_referents
from booking.models import Usager
from booking.queries.referents import agents_receiving, usager_followed
from booking.vocabulary import FileAccess
from foundation import clock
from foundation.errors import NotFound


class ReferentsForm(serializers.Serializer[Any]):
    referents = serializers.MultipleChoiceField(
        choices=[],
        label="Référents",
        required=False,
        error_messages={"invalid_choice": "Choisissez un agent de la liste."},
        help_text="La personne prend ses rendez-vous de suivi avec eux.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["referents"]
        field.choices = [(str(each.pk), f"{each.last_name} {each.first_name}") for each in agents_receiving()]


class Referents(AgentPage):
    template = "booking/agents/referents.html"

    def get(self, request: Request, usager_id: UUID) -> HttpResponse:
        usager = self.find(usager_id)
        chosen = {str(each.pk) for each in usager.referents.all()}
        form = ReferentsForm(instance={"referents": chosen})
        return self.show({**self.about(usager), "form": form, "fait": request.query_params.get("fait", "")})

    def post(self, request: Request, usager_id: UUID) -> HttpResponse:
        usager, form = self.find(usager_id), ReferentsForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.about(usager))
        chosen = [UUID(each) for each in form.validated_data.get("referents", ())]
        set_referents(usager, chosen, by=self.actor)
        record_file_access([usager.pk], FileAccess.CHANGED, by=self.actor, now=clock.now())
        here = reverse("agent-usager-referents", args=[usager.pk])
        return self.see(with_query(here, {"fait": "1", "retour": self.back}))

    @property
    def back(self) -> str:
        asked = self.request.query_params.get("retour", "")
        return back_to(str(self.typed.get("retour", asked)), "")

    def find(self, usager_id: UUID) -> Usager:
        usager = usager_followed(usager_id)
        if usager is None:
            raise NotFound
        return usager

    def about(self, usager: Usager) -> dict[str, Any]:
        return {"usager": usager, "retour": self.back or reverse("agent-agenda")}
