"""One rdv: read it, note what came of it, cancel it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import back_to, cancel_url, day_url, rdv_url
from booking.agents.inputs import Outcome
from booking.agents.reading import sheet
from booking.agents.skeleton import AgentPage
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.record_presence import record_presence
from booking.models import Rdv
from booking.queries.agent_rdvs import rdv_by_id
from booking.vocabulary import RdvStatus
from foundation import clock
from foundation.errors import NotFound, Refusal


class AboutRdv(AgentPage):
    """Context and way back of the pages about one rdv."""

    template = "booking/agents/rdv.html"

    def find(self, rdv_id: UUID) -> Rdv:
        rdv = rdv_by_id(rdv_id)
        if rdv is None:
            raise NotFound
        return rdv

    def about(self, rdv: Rdv, **more: Any) -> dict[str, Any]:
        context = sheet(rdv, by=self.actor, now=clock.now())
        back = back_to(self.typed.get("retour") or self.request.query_params.get("retour", ""), "")
        ways = {
            "retour": back,
            "agenda_url": back or day_url(context["debut"].date()),
            "ici": rdv_url(rdv, retour=back),
            "annuler_url": cancel_url(rdv, retour=rdv_url(rdv, retour=back, fait="annule")),
        }
        return {**context, **ways, **more}

    def refused(self, rdv: Rdv, refusal: Refusal) -> HttpResponse:
        """The rdv as it is now, and why the button did nothing."""
        return self.show(self.about(rdv, refus=refusal, erreurs=[refusal.message]), status=refusal.status)


class RdvPage(AboutRdv):
    def get(self, request: Request, rdv_id: UUID) -> HttpResponse:
        return self.show(self.about(self.find(rdv_id), fait=request.query_params.get("fait", "")))


class RdvOutcome(AboutRdv):
    http_method_names = ["post", "options"]

    def post(self, request: Request, rdv_id: UUID) -> HttpResponse:
        rdv, form = self.find(rdv_id), Outcome(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.about(rdv))
        try:
            record_presence(rdv, RdvStatus(form.validated_data["statut"]), by=self.actor, now=clock.now())
        except Refusal as refusal:
            return self.refused(rdv, refusal)
        return self.see(back_to(self.typed.get("retour", ""), rdv_url(rdv)))


class RdvCancellation(AboutRdv):
    def get(self, request: Request, rdv_id: UUID) -> HttpResponse:
        context = self.about(self.find(rdv_id))
        back, day = context["retour"], day_url(context["debut"].date())
        more = {
            "lignes": [("Usager", context["qui"]), *context["lignes"]],
            # The page that asked may be the rdv's own.
            "agenda_url": back if back.startswith(reverse("agent-agenda")) else day,
            "garder_url": back or rdv_url(context["rdv"]),
        }
        return self.show({**context, **more}, template="booking/agents/annuler.html")

    def post(self, request: Request, rdv_id: UUID) -> HttpResponse:
        rdv = self.find(rdv_id)
        try:
            cancel_by_service(rdv, by=self.actor, now=clock.now())
        except Refusal as refusal:
            return self.refused(rdv, refusal)
        return self.see(back_to(self.typed.get("retour", ""), rdv_url(rdv, fait="annule")))
