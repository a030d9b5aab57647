"""Who waits for which motif, at which rank; enter somebody, take somebody out."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.invitation_reading import prefilled
from booking.agents.person_inputs import NOBODY
from booking.agents.skeleton import AgentPage
from booking.agents.waiting_inputs import USUAL, EnrolInput
from booking.agents.waiting_reading import queues
from booking.commands.join_file_attente import AlreadyWaiting, join_file_attente
from booking.commands.leave_file_attente import leave_file_attente
from booking.models import Motif
from booking.queries.desk import Desk, desk_of
from booking.queries.files_attente import place_by_id
from booking.queries.numbering import region_of
from booking.queries.waiting_desk import lieux_to_wait_at, motifs_to_wait_for, place_at, waiting_at
from foundation import clock
from foundation.errors import NotFound

ALREADY = "Cette personne est déjà sur la liste d’attente pour ce motif."


class WaitingPage(AgentPage):
    entry = "agent-attente"

    @cached_property
    def desk(self) -> Desk:
        return desk_of(self.actor.id)

    def list_url(self, **said: str) -> str:
        return with_query(reverse("agent-attente"), said)


class WaitingList(WaitingPage):
    """Names only: how to reach them is on their file."""

    template = "booking/agents/attente/liste.html"

    def get(self, request: Request) -> HttpResponse:
        places = waiting_at(self.desk.organisation_ids)
        return self.show({"files": queues(places), "fait": request.query_params.get("fait", "")})


class Unenrolment(WaitingPage):
    http_method_names = ["post"]

    def post(self, request: Request, place_id: UUID) -> HttpResponse:
        place = place_at(self.desk.organisation_ids, place_id)
        if place is None:
            raise NotFound
        leave_file_attente(place, now=clock.now())
        return self.see(self.list_url(fait="retire"))


class Enrolment(WaitingPage):
    template = "booking/agents/attente/inscrire.html"

    def get(self, request: Request) -> HttpResponse:
        """`?motif=`: the one whose page led here. `?usager=`: the person whose page did."""
        blank: dict[str, Any] = {**NOBODY, "combien": "", "motif": request.query_params.get("motif", "")}
        blank |= {"lieux": [], "matin": [], "apres_midi": []}
        until = clock.today(self.desk.zone) + USUAL
        known = prefilled(request.query_params.get("usager", ""))
        form = self.form(instance={**blank, **known, "cle": uuid4(), "jusqu_au": until})
        return self.show(self.about(form))

    def post(self, request: Request) -> HttpResponse:
        form = self.form(data=self.typed, context=self.rules())
        if not form.is_valid():
            return self.refuse(form, self.about(form))
        key = form.validated_data["cle"]
        if place_by_id(key):
            # Sent twice.
            return self.see(self.list_url(fait="inscrit"))
        try:
            join_file_attente(
                form.chosen,
                form.wish,
                identity=form.identity,
                by=self.actor,
                now=clock.now(),
                place_id=key,
            )
        except AlreadyWaiting as refusal:
            return self.show({**self.about(form), "refus": ALREADY}, status=refusal.status)
        return self.see(self.list_url(fait="inscrit"))

    def form(self, **said: Any) -> EnrolInput:
        return EnrolInput(motifs=self.motifs, lieux=lieux_to_wait_at(self.desk.organisation_ids), **said)

    @cached_property
    def motifs(self) -> Sequence[Motif]:
        return motifs_to_wait_for(self.desk.organisation_ids)

    def rules(self) -> dict[str, Any]:
        region = {"region": region_of(self.motifs[0].organisation)} if self.motifs else {}
        return {**region, "today": clock.today(self.desk.zone)}

    def about(self, form: EnrolInput) -> dict[str, Any]:
        return {
            "form": form,
            "cle": form["cle"].value or uuid4(),
            "aucun": not self.motifs,
            "nombre": any(motif.people for motif in self.motifs),
        }
