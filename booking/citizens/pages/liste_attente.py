"""Entering the waiting list: without an rdv, or for an earlier one. A GET never acts."""

from typing import Any, cast

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from rest_framework.request import Request

from booking.availability.wall_clock import local_day
from booking.citizens.address import known_address
from booking.citizens.drafts import typed_of
from booking.citizens.inputs import PeopleQuery, SlotQuery, typed_in
from booking.citizens.pages.base import BookingPage
from booking.citizens.pages.rdvs import WITH_A_FORM, LinkPage
from booking.citizens.prefill import known_of
from booking.citizens.shown_rdv import ShownRdv
from booking.citizens.shown_waiting import wish_context
from booking.citizens.shown_week import motif_context
from booking.citizens.throttles import LinksByAddress
from booking.citizens.visitor import session_of, who_books
from booking.citizens.waiting_inputs import JoinInput, WishInput
from booking.commands.details import Details
from booking.commands.join_file_attente import AlreadyWaiting, join_file_attente, wait_for_earlier
from booking.commands.move_rdv import refuse_if_it_stays
from booking.models import FileAttente
from booking.policies import may_move_online
from booking.queries.files_attente import place_by_token, place_of_rdv
from booking.queries.spelling import plain
from foundation import clock
from foundation.errors import Refusal
from foundation.languages import SOURCE
from foundation.web.quotas import ByAddress

# Of the session: the place entered last, so that a form sent twice answers the same.
ENTERED = "waiting"


class WaitingByAddress(ByAddress):
    """Entering and answering."""

    scope = "wait"
    rate = "60/hour"


class ListeAttente(BookingPage):
    """For who has no rdv."""

    template = "booking/citizens/liste_attente.html"
    throttle_classes = [WaitingByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen = PeopleQuery.asked(self.published(motif), request.query_params)
        lieu, rules = SlotQuery.read(request.query_params)["lieu"], wish_context(chosen, clock.now())
        known = known_of(request, chosen, now=clock.now())
        typed = {name: said for name, said in typed_of(request).items() if said}
        typed = {**typed_in({}), **known.typed, **typed, "personnes": str(chosen.count)}
        form = JoinInput.blank({**rules, "invited": known.invited}, lieu_slug=lieu, **typed)
        return self.show({**motif_context(chosen), "form": form})

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, now = self.published(motif), clock.now()
        known, typed = known_of(request, chosen, now=now), cast(Any, request.data)
        form = JoinInput(data=typed, context={**wish_context(chosen, now), "invited": known.invited})
        shown = motif_context(PeopleQuery.asked(chosen, typed))
        if not form.is_valid():
            return self.refuse(form, shown)
        try:
            place = join_file_attente(
                chosen,
                form.wish,
                identity=form.identity,
                by=who_books(request),
                now=now,
                details=Details(language=get_language() or SOURCE, invitation_id=known.invitation_id),
                address=known_address(request),
            )
        except AlreadyWaiting as refusal:
            entered = _entered(request, chosen.pk, form.identity.last_name)
            if entered is None:
                context = {**shown, "form": form, "refus": refusal.message}
                return self.show(context, status=refusal.status)
            place = entered
        session_of(request)[ENTERED] = place.token
        return self.see(reverse("citizens:attente", args=[place.token]))


class PlusTot(LinkPage):
    """For who has an rdv, by its link."""

    template = "booking/citizens/liste_attente_plus_tot.html"
    referrer_policy = WITH_A_FORM
    throttle_classes = [WaitingByAddress, LinksByAddress]

    def get(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        known = place_of_rdv(seen.participation)
        if known:
            return self.see(reverse("citizens:attente", args=[known.token]))
        if not may_move_online(seen.participation, seen.now):
            return self.it_stays(seen)
        form = WishInput.blank(self.rules(seen))
        return self.show({**seen.context(), **motif_context(seen.motif), "form": form})

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        try:
            refuse_if_it_stays(seen.participation, now=seen.now)
        except Refusal as refusal:
            return self.it_stays(seen, refusal)
        form = WishInput(data=request.data, context=self.rules(seen))
        context = {**seen.context(), **motif_context(seen.motif)}
        if not form.is_valid():
            return self.refuse(form, context)
        try:
            place = wait_for_earlier(seen.participation, form.wish, now=seen.now)
        except AlreadyWaiting as refusal:
            return self.show({**context, "form": form, "refus": refusal.message}, status=refusal.status)
        return self.see(reverse("citizens:attente", args=[place.token]))

    @staticmethod
    def rules(seen: ShownRdv) -> dict[str, Any]:
        """A time after the rdv is of no use."""
        day = local_day(seen.participation.rdv.starts_at, seen.zone)
        return {**wish_context(seen.motif, seen.now), "rdv_day": day}


def _entered(request: Request, motif_id: int, last_name: str) -> FileAttente | None:
    """The place that this browser has just entered, for the same person."""
    place = place_by_token(str(session_of(request).get(ENTERED, "")))
    if place is None or place.motif_id != motif_id or plain(place.usager.last_name) != plain(last_name):
        return None
    return place
