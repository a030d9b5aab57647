"""A prescriber's motif, time and person: as for oneself, at addresses of their own."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.choices import Choice
from booking.citizens.drafts import (
    PRESCRIBED,
    Draft,
    draft_of,
    forget_typed,
    keep_typed,
    remember,
    typed_of,
)
from booking.citizens.inputs import ChoiceInput, SlotQuery, hold_id_in
from booking.citizens.pages.prescription import PrescriptionPage
from booking.citizens.prescription_inputs import BeneficiaryInput
from booking.citizens.shown_address import FOR_PRESCRIBED
from booking.citizens.shown_prescription import (
    instead_context,
    kept_context,
    nothing_kept_context,
    seats_context,
    times_context,
    told_prescriber,
)
from booking.citizens.throttles import BookingsByAddress, HoldsByAddress
from booking.citizens.visitor import known_mark, visitor_of
from booking.citizens.wanted import confirm, wanted
from booking.commands.check_sector import check_sector
from booking.commands.hold_creneau import HoldOver, extend_hold, hold_creneau
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
from booking.queries.reserved_sessions import sessions_received
from booking.queries.week import week_of
from booking.vocabulary import Modalite, SectorLevel
from foundation.actors import VISITOR
from foundation.errors import NotFound, Refusal


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
        """409: the three nearest times, and what was typed kept."""
        offered = alternatives(motif, around=choice.start, lieu_slug=choice.lieu_slug, now=self.now)
        context = instead_context(motif, offered, typed_of(self.request, motif, PRESCRIBED))
        return self.show(context, status=409, template="booking/citizens/creneau_pris.html")


class PrescriptionTimes(PrescribingPage):
    template = "booking/citizens/prescription_creneaux.html"
    throttle_classes = [HoldsByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.chosen(motif)
        if step := self.missing_step():
            return self.see(step)
        context = self.week(chosen)
        if context["rien"]:
            context |= seats_context(chosen, sessions_received(chosen, now=self.now))
        return self.show(context)

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, form = self.chosen(motif), ChoiceInput(data=request.data)
        if step := self.missing_step():
            return self.see(step)
        keep_typed(request, chosen, request.data, PRESCRIBED)
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
    """For whom, while the time is kept. What is typed of them goes with the booking: the next person is another."""

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
        form = BeneficiaryInput.shown(typed_of(request, chosen, PRESCRIBED), beneficiary_rules(chosen))
        return self.show({"form": form, **self.kept(chosen, draft)})

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, prescriber = self.chosen(motif), self.prescriber
        draft = draft_of(request, chosen.pk, hold_id_in(request.data), PRESCRIBED)
        if prescriber is None or not prescriber.told:
            return self.see(self.missing_step())
        if draft and (booked := participation_of_hold(draft.hold_id)):
            return self.see(prescribed_link(booked))
        keep_typed(request, chosen, request.data, PRESCRIBED)
        if draft is None:
            template = "booking/citizens/sans_creneau.html"
            return self.show(nothing_kept_context(chosen), status=409, template=template)
        form = BeneficiaryInput.sent(request.data, beneficiary_rules(chosen))
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
        except Refusal as refusal:
            context = {**self.kept(chosen, draft), "form": form, "refus": told_prescriber(refusal, chosen)}
            return self.show(context, status=refusal.status)
        forget_typed(request, PRESCRIBED)
        if chosen.sector_level != SectorLevel.EVERYWHERE:
            keep_sector_address(booked, known_address(request))
        return self.see(prescribed_link(booked))

    def kept(self, motif: Motif, draft: Draft) -> dict[str, Any]:
        hold = hold_of_visitor(draft.hold_id, known_mark(self.request))
        lieu = lieu_of(motif, draft.choice.lieu_slug)
        return kept_context(motif, draft, lieu=lieu, hold=hold, now=self.now)


class PrescriptionProlonger(PrescribingPage):
    """Ten minutes more, once, as for oneself."""

    def get(self, request: Request, motif: str) -> HttpResponse:
        return self.see(reverse("citizens:prescription-personne", args=[motif]))

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.chosen(motif)
        if step := self.missing_step():
            return self.see(step)
        draft = draft_of(request, chosen.pk, hold_id_in(request.data), PRESCRIBED)
        keep_typed(request, chosen, request.data, PRESCRIBED)
        # Over, or extended already (double click): the form says which.
        with suppress(HoldOver):
            if draft:
                extend_hold(draft.hold_id, visitor=visitor_of(request), now=self.now)
        return self.see(reverse("citizens:prescription-personne", args=[motif]))


def beneficiary_rules(motif: Motif) -> dict[str, Any]:
    return {
        "region": region_of(motif.organisation),
        "phone_needed": motif.modalite == Modalite.PHONE,
        "motif": motif,
    }
