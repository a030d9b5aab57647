"""« Mes données » : take them away, or have them erased."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.my_space_inputs import ErasureInput
from booking.citizens.pages.base import CitizenPage
from booking.citizens.pages.my_rdvs import ProvedPage, link_address
from booking.citizens.shown_data import data_sections
from booking.citizens.throttles import ChangesByAddress
from booking.commands.erase_usager import RdvToCome, erase_usagers
from booking.commands.record_file_access import record_file_access
from booking.queries.my_data import my_data
from booking.queries.my_rdvs import expected
from booking.vocabulary import FileAccess
from foundation import clock
from foundation.errors import IdentityNeeded
from foundation.people import Strength
from foundation.web.authentication import UsagerProof, close, session_of
from foundation.web.permissions import usager_at

# In the session of nobody that follows an erasure: the second of two clicks is answered as the first.
ERASED = "erased"


class MyData(ProvedPage):
    """The whole file, for whoever proved a civil identity; for the others, how to prove it."""

    template = "booking/citizens/mes_donnees.html"
    permission_classes = [usager_at(Strength.CODE)]
    entry = "citizens:my-data"

    def get(self, request: Request) -> HttpResponse:
        ids = self.ids
        if self.proof.strength < Strength.CIVIL:
            return self.show({"url_relier": link_address(reverse("citizens:my-data"))})
        return self.show({"certifie": True, "rubriques": data_sections(my_data(ids, now=clock.now()))})


class MyDataFile(ProvedPage):
    """The same, for a program."""

    permission_classes = [usager_at(Strength.CIVIL)]
    http_method_names = ["get", "head"]

    def get(self, request: Request) -> HttpResponse:
        ids, now = self.ids, clock.now()
        record_file_access(ids, FileAccess.EXPORTED, by=self.actor, now=now)
        told = my_data(ids, now=now)
        answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
        answer.headers["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer


class Erasure(ProvedPage):
    """Asks, then erases. It opens by itself nothing that the proof does not."""

    template = "booking/citizens/mes_donnees_effacer.html"
    throttle_classes = [ChangesByAddress]
    entry = "citizens:my-data"

    def get(self, request: Request) -> HttpResponse:
        self._prove()
        return self.show(self.about())

    def post(self, request: Request) -> HttpResponse:
        if session_of(request).get(ERASED) and not isinstance(request.auth, UsagerProof):
            return self.see(reverse("citizens:erased"))
        self._prove()
        form = ErasureInput(data=request.data, people=self.people)
        if not form.is_valid():
            return self.refuse(form, self.about(form=form))
        chosen = {each.pk for each in self.household if str(each.pk) in form.validated_data["personnes"]}
        try:
            erase_usagers(chosen, among=self.ids, now=clock.now())
        except RdvToCome as refusal:
            return self.show(self.about(form=form, refus=refusal.message), status=refusal.status)
        close(request)
        session_of(request)[ERASED] = True
        return self.see(reverse("citizens:erased"))

    @property
    def people(self) -> list[tuple[str, str]]:
        return [(str(each.pk), each.first_name) for each in self.household]

    def about(self, **more: Any) -> dict[str, Any]:
        awaited = expected(self.ids, now=clock.now()).exists()
        return {"form": ErasureInput(people=self.people), "attendu": awaited, **more}

    def _prove(self) -> None:
        proof = self.request.auth
        if not isinstance(proof, UsagerProof) or proof.strength < Strength.CODE:
            raise IdentityNeeded


class Erased(CitizenPage):
    template = "booking/citizens/mes_donnees_effacees.html"
    http_method_names = ["get", "head"]

    def get(self, request: Request) -> HttpResponse:
        return self.show()
