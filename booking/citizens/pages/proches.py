"""« Mes proches » : those for whom one books and answers."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.my_space_inputs import ProcheInput
from booking.citizens.pages.my_rdvs import ProvedPage
from booking.citizens.throttles import ChangesByAddress
from booking.commands.change_proche import add_proche, change_proche, remove_proche
from booking.models import Usager
from booking.queries.my_rdvs import proches_of
from foundation import clock
from foundation.errors import NotFound, Refusal
from foundation.people import Strength
from foundation.web.permissions import usager_at


class ProchesPage(ProvedPage):
    permission_classes = [usager_at(Strength.CODE)]
    throttle_classes = [ChangesByAddress]
    entry = "citizens:proches"

    @property
    def typed(self) -> QueryDict:
        return cast(QueryDict, self.request.data)

    @property
    def holder_ids(self) -> list[UUID]:
        return [each.pk for each in self.holders]


class Proches(ProchesPage):
    template = "booking/citizens/proches.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show(self.about(fait=request.query_params.get("fait", "")))

    def post(self, request: Request) -> HttpResponse:
        form = ProcheInput(data=self.typed, holders=self.answering)
        if not form.is_valid():
            return self.refuse(form, self.about())
        # Of a proche alone: the command says why not.
        first = next(iter(self.answering or self.holders))
        holder = UUID(form.validated_data.get("responsable") or str(first.pk))
        try:
            add_proche(holder, form.identity, now=clock.now())
        except Refusal as refusal:
            return self.show(self.about(form=form, refus=refusal.message), status=refusal.status)
        return self.see(f"{reverse('citizens:proches')}?fait=ajoute")

    def about(self, **more: Any) -> dict[str, Any]:
        form = more.pop("form", None) or ProcheInput(holders=self.answering)
        return {
            "form": form,
            "peut_ajouter": bool(self.answering),
            "proches": proches_of(self.holder_ids),
            "plusieurs": len(self.answering) > 1,
            **more,
        }


class Proche(ProchesPage):
    template = "booking/citizens/proche.html"

    def get(self, request: Request, usager_id: UUID) -> HttpResponse:
        return self.show(self.about(self.find(usager_id)))

    def post(self, request: Request, usager_id: UUID) -> HttpResponse:
        proche, form = self.find(usager_id), ProcheInput(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.about(proche))
        try:
            change_proche(proche.pk, form.identity, of=self.holder_ids)
        except Refusal as refusal:
            return self.show(self.about(proche, form=form, refus=refusal.message), status=refusal.status)
        return self.see(f"{reverse('citizens:proches')}?fait=change")

    def find(self, usager_id: UUID) -> Usager:
        """Somebody else's proche is as unknown as one who does not exist."""
        found = next((each for each in proches_of(self.holder_ids) if each.pk == usager_id), None)
        if found is None:
            raise NotFound
        return found

    def about(self, proche: Usager, **more: Any) -> dict[str, Any]:
        kept = {"prenom": proche.first_name, "nom": proche.last_name, "naissance": proche.birth_date}
        return {"form": ProcheInput(kept), "proche": proche, **more}


class RemovedProche(Proche):
    """The button of the page of a proche."""

    def get(self, request: Request, usager_id: UUID) -> HttpResponse:
        return self.see(reverse("citizens:proches"))

    def post(self, request: Request, usager_id: UUID) -> HttpResponse:
        proche = next((each for each in proches_of(self.holder_ids) if each.pk == usager_id), None)
        if proche is None:
            # Removed already, by the first of two clicks; of somebody else's, nothing is said.
            return self.see(reverse("citizens:proches"))
        try:
            remove_proche(proche.pk, of=self.holder_ids, now=clock.now())
        except Refusal as refusal:
            return self.show(self.about(proche, refus=refusal.message), status=refusal.status)
        return self.see(f"{reverse('citizens:proches')}?fait=retire")
