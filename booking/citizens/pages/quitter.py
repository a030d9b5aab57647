"""The way out of a session, for oneself or for a family."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.pages.rdvs import WITH_A_FORM, LinkPage
from booking.citizens.session_inputs import LeaveInput
from booking.commands.leave_session import leave_together
from booking.models import Participation
from booking.queries.sessions import (
    family_of,
)
from foundation import clock
from foundation.actors import VISITOR
from foundation.errors import NotFound, Refusal


class Quitter(LinkPage):
    """Gives seats back: one's own, and those of the proches whom one entered. Asks, then acts."""

    template = "booking/citizens/atelier_quitter.html"
    referrer_policy = WITH_A_FORM

    def get(self, request: Request, jeton: str) -> HttpResponse:
        return self.show(self.about(jeton))

    def post(self, request: Request, jeton: str) -> HttpResponse:
        context = self.about(jeton)
        family: list[Participation] = context["famille"]
        form = LeaveInput(data=request.data, context={"famille": family})
        if not form.is_valid():
            return self.refuse(form, context)
        try:
            leave_together(form.leaving, by=VISITOR, now=clock.now())
        except Refusal as refusal:
            return self.show({**self.about(jeton), "refus": refusal.message}, status=refusal.status)
        return self.see(reverse("citizens:rdv", args=[jeton]))

    def about(self, jeton: str) -> dict[str, Any]:
        seen = self.seen(jeton)
        if not seen.participation.rdv.is_session:
            raise NotFound
        family = family_of(seen.participation)
        return {
            **seen.context(),
            "famille": family,
            "choix": [(each.pk, str(each.usager)) for each in family],
        }
