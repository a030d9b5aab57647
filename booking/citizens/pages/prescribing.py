"""A prescriber's motif, time and person: as for oneself, at addresses of their own."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.choices import Choice
from booking.citizens.drafts import PRESCRIBED, Draft, draft_of, remember
from booking.citizens.inputs import ChoiceInput, SlotQuery, hold_id_in
from booking.citizens.pages.prescription import PrescriptionPage
from booking.citizens.prescription_inputs import BeneficiaryInput
from booking.citizens.shown_address import FOR_PRESCRIBED
from booking.citizens.shown_motifs import sessions_url
from booking.citizens.shown_prescription import instead_context, kept_context, times_context
from booking.citizens.throttles import BookingsByAddress, HoldsByAddress
from booking.citizens.visitor import known_mark, visitor_of
from booking.citizens.wanted import confirm, wanted
from booking.commands.check_sector import check_sector
from booking.commands.hold_creneau import hold_creneau
from booking.commands.keep_sector_address import keep_sector_address
from booking.commands.refusals import CreneauTaken
from booking.models import Motif
from booking.queries.alternatives import alternatives
from booking.queries.holds import hold_of_visitor
from booking.queries.motifs import lieu_of
from booking.queries.numbering import region_of
from booking.queries.prescribed_links import prescribed_link
from booking.queries.prescription import motif_prescribed
from booking.queries.rdvs import participation_of_hold
from booking.queries.sessions import sessions_online
from booking.queries.week import week_of
from booking.vocabulary import Modalite, SectorLevel
from foundation.actors import VISITOR
from foundation.errors import NotFound


class PrescribingPage(PrescriptionPage):
    after_address = FOR_PRESCRIBED

    def chosen(self, slug: str) -> Motif:
        """With those who receive where the person lives. Raises AddressAsked, OutOfSector."""
        motif = motif_prescribed(slug)
        if motif is None:
            raise NotFound
        # Whoever is not known as a prescriber is asked first who they are.
        return motif if self.missing_step() else check_sector(motif, known_address(self.request))

    def taken(self, motif: Motif, choice: Choice) -> HttpResponse:
        """409: the three nearest times."""
        offered = alternatives(motif, around=choice.start, lieu_slug=choice.lieu_slug, now=self.now)
        return self.show(
            instead_context(motif, offered), status=409, template="booking/citizens/creneau_pris.html"
        )


class PrescriptionTimes(PrescribingPage):
    template = "booking/citizens/prescription_creneaux.html"
    throttle_classes = [HoldsByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.chosen(motif)
        if step := self.missing_step():
            return self.see(step)
        context = self.week(chosen)
        if context["rien"] and sessions_online(now=self.now, motif_slug=chosen.slug):
            return self.see(sessions_url(chosen))
        return self.show(context)

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, form = self.chosen(motif), ChoiceInput(data=request.data)
        if step := self.missing_step():
            return self.see(step)
        if not form.is_valid():
            return self.refuse(form, self.week(chosen))
        choice = form.validated_data["creneau"]
        try:
            hold = hold_creneau(wanted(chosen, choice), visitor=visitor_of(request), now=self.now)
        except CreneauTaken:
            return self.taken(chosen, choice)
        remember(request, hold, choice, PRESCRIBED)
        return self.see(reverse("citizens:prescription-personne", args=[motif]))

    def week(self, motif: Motif) -> dict[str, Any]:
        asked = SlotQuery.read(self.request.query_params)
        week = week_of(motif, now=self.now, monday=asked["semaine"], lieu_slug=asked["lieu"])
        return times_context(motif, week, lieu_slug=asked["lieu"])


class Beneficiary(PrescribingPage):
    """For whom, while the time is kept. What is typed of them stays in no session: the next person is another."""

    template = "booking/citizens/prescription_personne.html"
    throttle_classes = [BookingsByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.chosen(motif)
        draft = draft_of(request, chosen.pk, among=PRESCRIBED)
        if step := self.missing_step():
            return self.see(step)
        if draft is None:
            return self.see(reverse("citizens:prescription-creneaux", args=[motif]))
        if booked := participation_of_hold(draft.hold_id):
            return self.see(prescribed_link(booked))
        return self.show({"form": BeneficiaryInput.shown({}, _rules(chosen)), **self.kept(chosen, draft)})

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, prescriber = self.chosen(motif), self.prescriber
        draft = draft_of(request, chosen.pk, hold_id_in(request.data), PRESCRIBED)
        if prescriber is None or not prescriber.told:
            return self.see(self.missing_step())
        if draft is None:
            return self.see(reverse("citizens:prescription-creneaux", args=[motif]))
        form = BeneficiaryInput.sent(request.data, _rules(chosen))
        if not form.is_valid():
            return self.refuse(form, self.kept(chosen, draft))
        details = replace(form.details, prescriber=prescriber.facts)
        mark, who = known_mark(request), form.identity
        try:
            booked = confirm(
                draft, chosen, mark=mark, identity=who, details=details, by=VISITOR, now=self.now
            )
        except CreneauTaken:
            return self.taken(chosen, draft.choice)
        if chosen.sector_level != SectorLevel.EVERYWHERE:
            keep_sector_address(booked, known_address(request))
        return self.see(prescribed_link(booked))

    def kept(self, motif: Motif, draft: Draft) -> dict[str, Any]:
        hold = hold_of_visitor(draft.hold_id, known_mark(self.request))
        lieu = lieu_of(motif, draft.choice.lieu_slug)
        return kept_context(motif, draft, lieu=lieu, hold=hold, now=self.now)


def _rules(motif: Motif) -> dict[str, Any]:
    return {
        "region": region_of(motif.organisation),
        "phone_needed": motif.modalite == Modalite.PHONE,
        "motif": motif,
    }
