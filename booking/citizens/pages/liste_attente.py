"""Entering the waiting list, and the page behind its link, where a time is taken or refused. A GET never acts."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.availability.wall_clock import local_day
from booking.citizens.address import known_address
from booking.citizens.drafts import typed_of
from booking.citizens.inputs import PeopleQuery, typed_in
from booking.citizens.pages.base import BookingPage
from booking.citizens.pages.rdvs import WITH_A_FORM, LinkPage
from booking.citizens.shown_rdv import ShownRdv
from booking.citizens.shown_waiting import place_context, wish_context
from booking.citizens.shown_week import motif_context
from booking.citizens.visitor import session_of, who_books
from booking.citizens.waiting_inputs import AnswerInput, JoinInput, WishInput
from booking.commands.accept_offer import accept_offer
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.decline_offer import decline_offer
from booking.commands.join_file_attente import AlreadyWaiting, join_file_attente, wait_for_earlier
from booking.commands.leave_file_attente import leave_file_attente
from booking.models import FileAttente
from booking.queries.files_attente import ahead_of, live_offer, participation_of, place_by_token, place_of_rdv
from foundation import clock
from foundation.errors import NotFound, Refusal
from foundation.languages import keep_speaking
from foundation.web.quotas import ByAddress
from foundation.web.refusals import PROVE

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
        chosen = self.published(motif)
        rules = wish_context(chosen, clock.now())
        asked = PeopleQuery.asked(chosen, request.query_params)
        form = JoinInput.blank(rules, **{**typed_in({}), **typed_of(request)}, personnes=str(asked.count))
        return self.show({**motif_context(chosen), "form": form})

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, now = self.published(motif), clock.now()
        form = JoinInput(data=request.data, context=wish_context(chosen, now))
        if not form.is_valid():
            return self.refuse(form, motif_context(chosen))
        try:
            place = join_file_attente(
                chosen,
                form.wish,
                identity=form.identity,
                by=who_books(request),
                now=now,
                address=known_address(request),
            )
        except AlreadyWaiting as refusal:
            entered = _entered(request, chosen.pk, form.identity.last_name)
            if entered is None:
                context = {**motif_context(chosen), "form": form, "refus": refusal.message}
                return self.show(context, status=refusal.status)
            place = entered
        session_of(request)[ENTERED] = place.token
        return self.see(reverse("citizens:attente", args=[place.token]))


class PlusTot(LinkPage):
    """For who has an rdv, by its link."""

    template = "booking/citizens/liste_attente_plus_tot.html"
    referrer_policy = WITH_A_FORM
    throttle_classes = [WaitingByAddress]

    def get(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        known = place_of_rdv(seen.participation)
        if known:
            return self.see(reverse("citizens:attente", args=[known.token]))
        form = WishInput.blank(self.rules(seen))
        return self.show({**seen.context(), **motif_context(seen.motif), "form": form})

    def post(self, request: Request, jeton: str) -> HttpResponse:
        seen = self.seen(jeton)
        form = WishInput(data=request.data, context=self.rules(seen))
        context = {**seen.context(), **motif_context(seen.motif)}
        if not form.is_valid():
            return self.refuse(form, context)
        try:
            place = wait_for_earlier(seen.participation, form.wish, now=seen.now)
        except Refusal as refusal:
            return self.show({**context, "form": form, "refus": refusal.message}, status=refusal.status)
        return self.see(reverse("citizens:attente", args=[place.token]))

    @staticmethod
    def rules(seen: ShownRdv) -> dict[str, Any]:
        """A time after the rdv is of no use."""
        day = local_day(seen.participation.rdv.starts_at, seen.zone)
        return {**wish_context(seen.motif, seen.now), "rdv_day": day}


class Attente(LinkPage):
    """Somebody's place: the time kept for them, if any, and the way out."""

    template = "booking/citizens/liste_attente_place.html"
    referrer_policy = WITH_A_FORM
    throttle_classes = [WaitingByAddress]

    def get(self, request: Request, jeton: str) -> HttpResponse:
        return self.show(self.context(self.place(jeton)))

    def post(self, request: Request, jeton: str) -> HttpResponse:
        place, (gesture, offer_id) = self.place(jeton), AnswerInput.read(request.data)
        if gesture == "prendre" and offer_id:
            return self.take(request, place, offer_id)
        if gesture == "refuser" and offer_id:
            decline_offer(place, offer_id, now=clock.now())
        elif gesture == "retirer":
            leave_file_attente(place, now=clock.now())
        return self.see(reverse("citizens:attente", args=[jeton]))

    def take(self, request: Request, place: FileAttente, offer_id: UUID) -> HttpResponse:
        try:
            booked = accept_offer(place, offer_id, by=who_books(request), now=clock.now())
        except Refusal as refusal:
            context = self.context(place) | {"refus": refusal.message}
            if isinstance(refusal, ConfirmationAsked) and refusal.context["by_code"]:
                back = reverse("citizens:attente", args=[place.token])
                context["url_code"] = f"{PROVE}?{urlencode({'suite': back})}"
            return self.show(context, status=refusal.status)
        return self.see(reverse("citizens:rdv", args=[booked.link_token]))

    def place(self, token: str) -> FileAttente:
        found = place_by_token(token)
        if found is None:
            raise NotFound
        keep_speaking(self.request._request, found.language)
        return found

    def context(self, place: FileAttente) -> dict[str, Any]:
        offer = live_offer(place)
        # Over, and the next not asked yet.
        standing = offer if offer and offer.until > clock.now() else None
        return place_context(place, offer=standing, ahead=ahead_of(place), booked=participation_of(place))


def _entered(request: Request, motif_id: int, last_name: str) -> FileAttente | None:
    """The place that this browser has just entered, for the same person."""
    place = place_by_token(str(session_of(request).get(ENTERED, "")))
    if place is None or place.motif_id != motif_id or place.usager.last_name != last_name:
        return None
    return place
