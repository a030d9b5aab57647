from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.drafts import Draft, draft_of, forget_typed, keep_typed, typed_of
from booking.citizens.inputs import IdentityInput, hold_id_in, typed_in
from booking.citizens.pages.base import BookingPage
from booking.citizens.shown_draft import draft_context, identity_rules
from booking.citizens.shown_week import motif_context
from booking.citizens.throttles import BookingsByAddress
from booking.citizens.visitor import known_mark, visitor_of, who_books
from booking.citizens.wanted import confirm
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.hold_creneau import HoldOver, extend_hold
from booking.commands.refusals import CreneauTaken
from booking.models import Motif
from booking.queries.holds import hold_of_visitor
from booking.queries.motifs import lieu_of
from booking.queries.rdvs import participation_of_hold
from foundation import clock
from foundation.web.refusals import PROVE


class Coordonnees(BookingPage):
    """Who comes, while the time is kept."""

    template = "booking/citizens/coordonnees.html"
    throttle_classes = [BookingsByAddress]

    def get(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.published(motif)
        draft = draft_of(request, chosen.pk)
        if draft is None:
            return self.nothing_kept(chosen)
        booked = participation_of_hold(draft.hold_id)
        if booked:
            return self.see(reverse("citizens:rdv", args=[booked.link_token]))
        form = IdentityInput(instance={**typed_in({}), **typed_of(request)})
        return self.show({"form": form, **self.kept(request, chosen, draft)})

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen, mark = self.published(motif), known_mark(request)
        draft = draft_of(request, chosen.pk, hold_id_in(request.data))
        keep_typed(request, typed_in(request.data))
        if draft is None:
            return self.nothing_kept(chosen, status=409)
        form = IdentityInput(data=request.data, context=identity_rules(chosen))
        if not form.is_valid():
            return self.refuse(form, self.kept(request, chosen, draft))
        try:
            booked = confirm(
                draft, chosen, mark=mark, identity=form.identity, by=who_books(request), now=clock.now()
            )
        except CreneauTaken:
            return self.taken(request, chosen, draft.choice)
        except ConfirmationAsked as asked:
            return self.asked_to_confirm(chosen, asked)
        forget_typed(request)
        return self.see(reverse("citizens:rdv", args=[booked.link_token]))

    def kept(self, request: Request, motif: Motif, draft: Draft) -> dict[str, Any]:
        hold = hold_of_visitor(draft.hold_id, known_mark(request))
        lieu = lieu_of(motif, draft.choice.lieu_slug)
        return draft_context(motif, draft, lieu=lieu, hold=hold, now=clock.now())

    def asked_to_confirm(self, motif: Motif, asked: ConfirmationAsked) -> HttpResponse:
        """The way to a code leads back to the times: the session changes when somebody is known."""
        context: dict[str, Any] = {"titre": "Confirmez d’abord que c’est vous", "sentence": asked.message}
        if asked.context["by_code"]:
            back = urlencode({"suite": reverse("citizens:creneaux", args=[motif.slug])})
            context |= {"retour_url": f"{PROVE}?{back}", "retour_libelle": "Recevoir un code"}
        return self.show(context, status=asked.status, template="refus.html")

    def nothing_kept(self, motif: Motif, status: int = 200) -> HttpResponse:
        return self.show(motif_context(motif), status=status, template="booking/citizens/sans_creneau.html")


class Prolonger(BookingPage):
    """Ten minutes more, once. What was typed is kept, and the form says until when."""

    def get(self, request: Request, motif: str) -> HttpResponse:
        return self.see(reverse("citizens:coordonnees", args=[motif]))

    def post(self, request: Request, motif: str) -> HttpResponse:
        draft = draft_of(request, self.published(motif).pk, hold_id_in(request.data))
        keep_typed(request, typed_in(request.data))
        # Over, or extended already (double click): the form says which.
        with suppress(HoldOver):
            if draft:
                extend_hold(draft.hold_id, visitor=visitor_of(request), now=clock.now())
        return self.see(reverse("citizens:coordonnees", args=[motif]))
