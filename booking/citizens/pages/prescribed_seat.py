"""A prescriber enters somebody in a session. Their own address was proved: no other code is asked."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from rest_framework.request import Request

from booking.citizens.pages.prescribing import PrescribingPage, beneficiary_rules
from booking.citizens.prescription_inputs import BeneficiaryInput
from booking.citizens.session_inputs import key_in
from booking.citizens.shown_prescription import seat_context, told_prescriber
from booking.citizens.throttles import BookingsByAddress
from booking.commands.join_session import Joining, join_together
from booking.models import Motif
from booking.queries.prescribed_links import prescribed_link
from booking.queries.reserved_sessions import session_received
from booking.queries.sessions import OpenSession
from foundation.actors import VISITOR
from foundation.errors import NotFound, Refusal


class PrescribedSeat(PrescribingPage):
    template = "booking/citizens/prescription_personne.html"
    throttle_classes = [BookingsByAddress]

    def get(self, request: Request, motif: str, seance: UUID) -> HttpResponse:
        chosen = self.chosen(motif)
        if step := self.missing_step():
            return self.see(step)
        form = BeneficiaryInput.shown({}, beneficiary_rules(chosen))
        return self.show({"form": form, **self.around(self.found(chosen, seance), uuid4())})

    def post(self, request: Request, motif: str, seance: UUID) -> HttpResponse:
        chosen, prescriber = self.chosen(motif), self.prescriber
        if prescriber is None or not prescriber.told:
            return self.see(self.missing_step())
        found, key = self.found(chosen, seance), key_in(request.data)
        form = BeneficiaryInput.sent(request.data, beneficiary_rules(chosen))
        if not form.is_valid():
            return self.refuse(form, self.around(found, key))
        who = Joining(form.identity, replace(form.details, prescriber=prescriber.facts))
        try:
            (place,) = join_together(found.rdv, [who], by=VISITOR, now=self.now, key=key)
        except Refusal as refusal:
            context = {**self.around(found, key), "form": form, "refus": told_prescriber(refusal, chosen)}
            return self.show(context, status=refusal.status)
        return self.see(prescribed_link(place))

    def found(self, motif: Motif, session_id: UUID) -> OpenSession:
        found = session_received(motif, session_id)
        if found is None:
            raise NotFound
        return found

    def around(self, found: OpenSession, key: UUID) -> dict[str, Any]:
        return {**seat_context(found), "inscription": key}
