"""The page behind the link of a place in the waiting list: a time is taken there, or refused. A GET never acts."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.pages.liste_attente import WaitingByAddress
from booking.citizens.pages.rdvs import WITH_A_FORM, LinkPage
from booking.citizens.shown_waiting import asked_of, place_context
from booking.citizens.throttles import LinksByAddress
from booking.citizens.visitor import who_books
from booking.citizens.waiting_inputs import AnswerInput
from booking.commands.accept_offer import accept_offer
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.decline_offer import decline_offer
from booking.commands.details import NOTHING_MORE
from booking.commands.leave_file_attente import leave_file_attente
from booking.models import CreneauOffer, FileAttente
from booking.queries.files_attente import ahead_of, live_offer, participation_of, place_by_token
from foundation import clock
from foundation.errors import NotFound, Refusal
from foundation.languages import keep_speaking
from foundation.web.refusals import PROVE


class Attente(LinkPage):
    """Somebody's place: the time kept for them, if any, and the way out."""

    template = "booking/citizens/liste_attente_place.html"
    referrer_policy = WITH_A_FORM
    throttle_classes = [WaitingByAddress, LinksByAddress]

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
        """What the motif asks is asked with the button: nothing of it was known when the person entered the list."""
        offer = live_offer(place)
        form = asked_of(place, request.data) if offer and offer.pk == offer_id else None
        if form and not form.is_valid():
            return self.refuse(form, self.context(place, offer))
        try:
            booked = accept_offer(
                place,
                offer_id,
                by=who_books(request),
                now=clock.now(),
                details=form.details if form else NOTHING_MORE,
            )
        except Refusal as refusal:
            context = self.context(place) | {"refus": refusal.message} | ({"form": form} if form else {})
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

    def context(self, place: FileAttente, answered: CreneauOffer | None = None) -> dict[str, Any]:
        offer = answered or live_offer(place)
        if offer and not answered and offer.until <= clock.now():
            # Over, and the next not asked yet.
            offer = None
        shown = place_context(place, offer=offer, ahead=ahead_of(place), booked=participation_of(place))
        return shown | {"form": asked_of(place)}
