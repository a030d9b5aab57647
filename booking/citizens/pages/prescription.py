"""Booking for somebody, by a professional without account: first, who they are."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.address import forget_address
from booking.citizens.drafts import PRESCRIBED, forget_typed
from booking.citizens.pages.base import CitizenPage
from booking.citizens.prescriber import (
    CODES,
    Prescriber,
    forget_prescriber,
    prescriber_of,
    remember_proved,
    remember_told,
)
from booking.citizens.prescription_inputs import PrescriberInput, ProofInput
from booking.citizens.shown_prescription import motifs_context, prescribed_context
from booking.citizens.throttles import ChangesByAddress, LinksByAddress
from booking.queries.prescribed_links import prescribed_by_token
from booking.queries.prescription import is_prescription_open, motifs_prescribed
from foundation import clock
from foundation.errors import NotFound, Refusal


class PrescriptionPage(CitizenPage):
    """Only where some motif is open to prescribers."""

    throttle_classes = [ChangesByAddress]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not is_prescription_open():
            raise NotFound

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @property
    def prescriber(self) -> Prescriber | None:
        return prescriber_of(self.request, now=self.now)

    def missing_step(self) -> str:
        """Where to go first; empty for a prescriber who said everything."""
        if self.prescriber is None:
            return reverse("citizens:prescription")
        return "" if self.prescriber.told else reverse("citizens:prescripteur")


class Prescription(PrescriptionPage):
    """What it is, and the address to prove."""

    template = "booking/citizens/prescription.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"form": ProofInput(instance={"courriel": ""}), "connu": self.prescriber})

    def post(self, request: Request) -> HttpResponse:
        form = ProofInput(data=request.data)
        if not form.is_valid():
            return self.refuse(form)
        try:
            CODES.ask(request, form.validated_data["courriel"])
        except Refusal as refusal:
            return self.show({"form": form, "refus": refusal.message}, status=refusal.status)
        return self.see(reverse("citizens:prescription-code"))


class PrescriptionCode(PrescriptionPage):
    template = "booking/citizens/prescription_code.html"

    def get(self, request: Request) -> HttpResponse:
        asked = CODES.asked(request)
        return self.show({"contact": asked.contact}) if asked else self.see(reverse("citizens:prescription"))

    def post(self, request: Request) -> HttpResponse:
        asked = CODES.asked(request)
        if asked is None:
            return self.see(self.missing_step() or reverse("citizens:prescription-motifs"))
        said: Any = request.data
        try:
            email = CODES.prove(request, asked, str(said.get("code", "")))
        except Refusal as refusal:
            errors = {"code": [refusal.message]}
            return self.show({"contact": asked.contact, "erreurs": errors}, status=refusal.status)
        remember_proved(request, email, now=self.now)
        return self.see(self.missing_step() or reverse("citizens:prescription-motifs"))


class Prescripteur(PrescriptionPage):
    """Structure, names, phone: kept for the next person."""

    template = "booking/citizens/prescripteur.html"

    def get(self, request: Request) -> HttpResponse:
        if self.prescriber is None:
            return self.see(reverse("citizens:prescription"))
        told = self.prescriber.told
        names = {"structure": "structure", "prenom": "first_name", "nom": "last_name", "telephone": "phone"}
        values = {field: told.get(name, "") for field, name in names.items()}
        return self.show({"form": PrescriberInput(instance=values), "courriel": self.prescriber.email})

    def post(self, request: Request) -> HttpResponse:
        if self.prescriber is None:
            return self.see(reverse("citizens:prescription"))
        form = PrescriberInput(data=request.data)
        if not form.is_valid():
            return self.refuse(form, {"courriel": self.prescriber.email})
        remember_told(request, form.told)
        return self.see(reverse("citizens:prescription-motifs"))


class PrescriptionMotifs(PrescriptionPage):
    template = "booking/citizens/prescription_motifs.html"

    def get(self, request: Request) -> HttpResponse:
        if step := self.missing_step():
            return self.see(step)
        # Said for the person before: the next one is another, and lives somewhere else.
        forget_address(request)
        forget_typed(request, PRESCRIBED)
        return self.show({**motifs_context(motifs_prescribed()), "prescripteur": self.prescriber})


class PrescriptionOver(PrescriptionPage):
    """« J’ai terminé », on a computer that others use."""

    def get(self, request: Request) -> HttpResponse:
        return self.see(reverse("citizens:prescription"))

    def post(self, request: Request) -> HttpResponse:
        forget_prescriber(request)
        return self.see(reverse("citizens:motifs"))


class Prescribed(CitizenPage):
    """What was booked, by the link that the prescriber received: nothing to change here."""

    template = "booking/citizens/prescription_faite.html"
    http_method_names = ["get", "head"]
    throttle_classes = [LinksByAddress]

    def get(self, request: Request, jeton: str) -> HttpResponse:
        now = clock.now()
        participation = prescribed_by_token(jeton, now=now)
        if participation is None:
            raise NotFound
        answer = self.show(prescribed_context(participation, now=now))
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer
