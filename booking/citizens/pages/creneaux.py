from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.drafts import keep_typed, remember
from booking.citizens.inputs import ChoiceInput, SlotQuery, typed_in
from booking.citizens.pages.base import BookingPage
from booking.citizens.shown_no_slot import no_slot_context
from booking.citizens.shown_week import week_context
from booking.citizens.throttles import HoldsByAddress
from booking.citizens.visitor import visitor_of
from booking.citizens.wanted import wanted
from booking.commands.hold_creneau import hold_creneau
from booking.commands.refusals import CreneauTaken
from booking.models import Motif
from booking.queries.motifs import is_choice_of_motifs
from booking.queries.week import week_of
from foundation import clock


class Creneaux(BookingPage):
    """A week of times; each is a button that keeps it for ten minutes."""

    template = "booking/citizens/creneaux.html"
    throttle_classes = [HoldsByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        return self.show(self.week(request, self.published(motif)))

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, form = self.published(motif), ChoiceInput(data=request.data)
        keep_typed(request, typed_in(request.data))
        if not form.is_valid():
            return self.refuse(form, self.week(request, chosen))
        choice = form.validated_data["creneau"]
        try:
            hold = hold_creneau(wanted(chosen, choice), visitor=visitor_of(request), now=clock.now())
        except CreneauTaken:
            return self.taken(request, chosen, choice)
        remember(request, hold, choice)
        return self.see(reverse("citizens:coordonnees", args=[motif]))

    def week(self, request: Request, motif: Motif) -> dict[str, Any]:
        asked = SlotQuery.read(request.query_params)
        now = clock.now()
        week = week_of(motif, now=now, monday=asked["semaine"], lieu_slug=asked["lieu"])
        context = {**week_context(motif, week, lieu_slug=asked["lieu"]), "plusieurs": is_choice_of_motifs()}
        return {**context, **no_slot_context(motif, week, now=now)}
