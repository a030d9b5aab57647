"""One rdv: read it, note what came of it, cancel it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import back_to, cancel_url, day_url, rdv_url
from booking.agents.inputs import Outcome
from booking.agents.reading import sheet
from booking.agents.sending_proof import sending_proof
from booking.agents.shown_people import shown_people
from booking.agents.shown_receipts import shown_receipts
from booking.agents.skeleton import AgentPage
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.print_letter import print_letter
from booking.commands.record_file_access import record_file_access
from booking.commands.record_presence import record_presence
from booking.models import Participation, Rdv
from booking.queries.agent_rdvs import rdv_by_id, zone_of
from booking.queries.paper_letter import is_unreachable
from booking.queries.receipts import receipts_of
from booking.queries.video import video_of
from booking.vocabulary import FileAccess, RdvStatus
from foundation import clock
from foundation.errors import NotFound, Refusal

# Four lines of an envelope.
ADDRESS_TYPED = 300


def to_write_to(rdv: Rdv) -> list[Participation]:
    """Those whom neither SMS nor e-mail reaches, and whoever is summoned, as long as a letter is worth printing."""
    if rdv.starts_at <= clock.now():
        return []
    status = rdv.status if not rdv.is_session or rdv.is_cancelled else RdvStatus.SCHEDULED
    expected = [each for each in rdv.participations.all() if each.status == status]
    return [each for each in expected if rdv.motif.is_convocation or is_unreachable(each)]


class AboutRdv(AgentPage):
    """Context and way back of the pages about one rdv."""

    template = "booking/agents/rdv.html"

    def find(self, rdv_id: UUID) -> Rdv:
        rdv = rdv_by_id(rdv_id)
        if rdv is None:
            raise NotFound
        return rdv

    def about(self, rdv: Rdv, **more: Any) -> dict[str, Any]:
        """What is shown here of somebody is an access to their file."""
        now = clock.now()
        people = [each.usager_id for each in rdv.participations.all()]
        record_file_access(people, FileAccess.RDV_OPENED, by=self.actor, now=now, rdv_id=rdv.pk)
        context = sheet(rdv, by=self.actor, now=now)
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
        rdv = self.find(rdv_id)
        if rdv.is_session:
            return self.see(reverse("agent-seance", args=[rdv.pk]))
        return self.show(self.about(rdv, fait=request.query_params.get("fait", "")))

    def about(self, rdv: Rdv, **more: Any) -> dict[str, Any]:
        messages = shown_receipts(receipts_of(rdv.pk), zone_of(rdv))
        shown = {
            "messages_partis": messages,
            "a_ecrire": to_write_to(rdv),
            "chacun": shown_people(rdv, clock.now()),
            "video": "" if rdv.is_cancelled else video_of(rdv),
        }
        return super().about(rdv, **shown, **more)


class PaperLetter(AboutRdv):
    """The letter of one person, to print. What is typed for the envelope is not kept."""

    http_method_names = ["post"]

    def post(self, request: Request, rdv_id: UUID) -> HttpResponse:
        rdv = self.find(rdv_id)
        reader = next(
            (each for each in rdv.participations.all() if str(each.pk) == self.typed.get("personne")), None
        )
        if reader is None:
            raise NotFound
        reader.rdv = rdv
        # One field per person, one person per form.
        typed = next((text for name, text in self.typed.items() if name.startswith("adresse")), "")
        try:
            pdf = print_letter(
                reader, address=str(typed)[:ADDRESS_TYPED].splitlines(), by=self.actor, now=clock.now()
            )
        except Refusal as refusal:
            return self.refused(rdv, refusal)
        headers = {
            "Content-Disposition": 'inline; filename="courrier.pdf"',
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)


class SendingProof(AboutRdv):
    """What was sent about an rdv, and when, to print: a summons is worth nothing that cannot be shown to have left."""

    def get(self, request: Request, rdv_id: UUID) -> HttpResponse:
        rdv = self.find(rdv_id)
        self.about(rdv)
        pdf = sending_proof(rdv, list(receipts_of(rdv.pk)), now=clock.now())
        headers = {
            "Content-Disposition": 'inline; filename="preuve-envoi.pdf"',
            "Cache-Control": "private, no-store",
        }
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)


class RdvOutcome(AboutRdv):
    http_method_names = ["post"]

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
