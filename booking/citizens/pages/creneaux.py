from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.drafts import keep_typed, remember
from booking.citizens.inputs import ChoiceInput, PeopleQuery, SlotQuery
from booking.citizens.pages.base import BookingPage
from booking.citizens.pressure import must_work, work_context
from booking.citizens.shown_motifs import sessions_url
from booking.citizens.shown_no_slot import no_slot_context
from booking.citizens.shown_week import week_context
from booking.citizens.throttles import HoldsByAddress
from booking.citizens.visitor import visitor_of
from booking.citizens.wanted import wanted
from booking.commands.hold_creneau import hold_creneau
from booking.commands.refusals import CreneauTaken
from booking.models import Motif
from booking.queries.motifs import is_choice_of_motifs
from booking.queries.sessions import sessions_online
from booking.queries.week import week_of
from foundation import clock


class Creneaux(BookingPage):
    """A week of times; each is a button that keeps it for ten minutes."""

    template = "booking/citizens/creneaux.html"
    throttle_classes = [HoldsByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.asked(request, motif)
        context = self.week(request, chosen)
        if context["rien"] and sessions_online(now=clock.now(), motif_slug=chosen.slug):
            return self.see(sessions_url(chosen))
        return self.show(context)

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, form = self.asked(request, motif), ChoiceInput(data=request.data)
        keep_typed(request, chosen, request.data)
        if not form.is_valid():
            return self.refuse(form, self.week(request, chosen))
        choice = form.validated_data["creneau"]
        if must_work(request, chosen, clock.now()):
            return self.show(
                work_context(request, chosen, choice), template="booking/citizens/un_instant.html"
            )
        try:
            hold = hold_creneau(wanted(chosen, choice), visitor=visitor_of(request), now=clock.now())
        except CreneauTaken:
            return self.taken(request, chosen, choice)
        remember(request, hold, choice)
        return self.see(reverse("citizens:coordonnees", args=[motif]))

    def asked(self, request: Request, slug: str) -> Motif:
        """For as many as the address says."""
        return PeopleQuery.asked(self.published(slug), request.query_params)

    def week(self, request: Request, motif: Motif) -> dict[str, Any]:
        asked = SlotQuery.read(request.query_params)
        now = clock.now()
        week = week_of(motif, now=now, monday=asked["semaine"], lieu_slug=asked["lieu"])
        context = {**week_context(motif, week, lieu_slug=asked["lieu"]), "plusieurs": is_choice_of_motifs()}
        return {**context, **no_slot_context(motif, week, now=now, address=known_address(request))}
