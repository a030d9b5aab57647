"""Who comes, while the time is kept."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.booking_inputs import BookingInput
from booking.citizens.drafts import Draft, draft_of, forget_typed, keep_typed, typed_of
from booking.citizens.inputs import hold_id_in
from booking.citizens.own_fields import FOR, OTHER
from booking.citizens.pages.base import BookingPage
from booking.citizens.prefill import known_of
from booking.citizens.proofs import ask_for, has_proved, must_prove
from booking.citizens.shown_draft import booking_rules, draft_context
from booking.citizens.shown_week import motif_context
from booking.citizens.throttles import BookingsByAddress
from booking.citizens.visitor import known_mark, visitor_of, who_books
from booking.citizens.wanted import confirm
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.hold_creneau import HoldOver, extend_hold
from booking.commands.keep_sector_address import keep_sector_address
from booking.commands.refusals import CreneauTaken
from booking.commands.use_invitation import InvitationOver
from booking.models import Motif
from booking.queries.holds import hold_of_visitor
from booking.queries.motifs import lieu_of
from booking.queries.people import granted
from booking.queries.rdvs import participation_of_hold
from foundation import clock
from foundation.errors import Refusal
from foundation.people import Strength
from foundation.web.refusals import PROVE


class FormPage(BookingPage):
    """Of a time that this visitor keeps."""

    def kept(self, request: Request, motif: Motif, draft: Draft) -> dict[str, Any]:
        """`motif` asked for as many as the draft."""
        hold = hold_of_visitor(draft.hold_id, known_mark(request))
        lieu = lieu_of(motif, draft.choice.lieu_slug)
        return draft_context(motif, draft, lieu=lieu, hold=hold, now=clock.now())

    def nothing_kept(self, motif: Motif, status: int = 200) -> HttpResponse:
        return self.show(motif_context(motif), status=status, template="booking/citizens/sans_creneau.html")


class Coordonnees(FormPage):
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
        chosen, known = granted(chosen, draft.people), known_of(request, chosen, now=clock.now())
        typed = {name: said for name, said in typed_of(request, chosen).items() if said}
        form = BookingInput.shown({**known.typed, **typed}, booking_rules(chosen, known))
        context = {"form": form, "url_franceconnect": _franceconnect(chosen, known.strength)}
        context["verifie"] = chosen.under_pressure and has_proved(request)
        return self.show({**context, **self.kept(request, chosen, draft)})

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.published(motif)
        draft = draft_of(request, chosen.pk, hold_id_in(request.data))
        if draft and (booked := participation_of_hold(draft.hold_id)):
            # Submitted twice: a link used up by the first would make the second wrong.
            return self.see(reverse("citizens:rdv", args=[booked.link_token]))
        keep_typed(request, chosen, request.data)
        if draft is None:
            return self.nothing_kept(chosen, status=409)
        chosen = granted(chosen, draft.people)
        known = known_of(request, chosen, now=clock.now())
        form = BookingInput.sent(request.data, booking_rules(chosen, known))
        if not form.is_valid():
            return self.refuse(form, self.kept(request, chosen, draft))
        if must_prove(request, chosen, form.booker):
            return self.ask_code(request, chosen, draft, form)
        return self.confirm(request, chosen, draft, form)

    def confirm(self, request: Request, motif: Motif, draft: Draft, form: BookingInput) -> HttpResponse:
        try:
            booked = confirm(
                draft,
                motif,
                mark=known_mark(request),
                identity=form.identity,
                details=form.details,
                by=who_books(request),
                now=clock.now(),
            )
        except CreneauTaken:
            return self.taken(request, motif, draft.choice)
        except InvitationOver as over:
            template = "booking/citizens/invitation_close.html"
            return self.show(motif_context(motif), status=over.status, template=template)
        except ConfirmationAsked as asked:
            return self.asked_to_confirm(motif, asked)
        keep_sector_address(booked, known_address(request))
        forget_typed(request)
        return self.see(reverse("citizens:rdv", args=[booked.link_token]))

    def ask_code(self, request: Request, motif: Motif, draft: Draft, form: BookingInput) -> HttpResponse:
        """Under pressure, a robot with invented numbers must book nothing."""
        try:
            ask_for(request, form.booker, form.invited.masked if form.invited else {})
        except Refusal as refusal:
            context = {**self.kept(request, motif, draft), "form": form, "refus": refusal.message}
            return self.show(context, status=refusal.status)
        return self.see(reverse("citizens:booking-code", args=[motif.slug]))

    def asked_to_confirm(self, motif: Motif, asked: ConfirmationAsked) -> HttpResponse:
        context: dict[str, Any] = {"titre": "Confirmez d’abord que c’est vous", "sentence": asked.message}
        if asked.context["by_code"]:
            back = urlencode({"suite": reverse("citizens:coordonnees", args=[motif.slug])})
            context |= {"retour_url": f"{PROVE}?{back}", "retour_libelle": "Recevoir un code"}
        return self.show(context, status=asked.status, template="refus.html")


class Prolonger(BookingPage):
    """Ten minutes more, once. What was typed is kept, and the form says until when."""

    def get(self, request: Request, motif: str) -> HttpResponse:
        return self.see(reverse("citizens:coordonnees", args=[motif]))

    def post(self, request: Request, motif: str) -> HttpResponse:
        chosen = self.published(motif)
        draft = draft_of(request, chosen.pk, hold_id_in(request.data))
        keep_typed(request, chosen, request.data)
        # Over, or extended already (double click): the form says which.
        with suppress(HoldOver):
            if draft:
                extend_hold(draft.hold_id, visitor=visitor_of(request), now=clock.now())
        said: Any = request.data
        came_from = "citizens:booking-code" if said.get("suite") == "code" else "citizens:coordonnees"
        return self.see(reverse(came_from, args=[motif]))


class ForWhom(BookingPage):
    """« Je prends rendez-vous pour quelqu’un d’autre » and back: two fields come or go, what was typed stays."""

    def get(self, request: Request, motif: str) -> HttpResponse:
        return self.see(reverse("citizens:coordonnees", args=[motif]))

    def post(self, request: Request, motif: str) -> HttpResponse:
        said: Any = request.data
        other = OTHER if said.get("vers") == OTHER else ""
        keep_typed(request, self.published(motif), {**dict(said.items()), FOR: other})
        return self.see(reverse("citizens:coordonnees", args=[motif]))


def _franceconnect(motif: Motif, strength: Strength | None) -> str:
    """A plain link: the way out to the sign-in host is never a form (CSP `form-action`). Empty where this instance
    has no FranceConnect, and for whom it has nothing more to say.
    """
    if not settings.FRANCECONNECT.issuer or strength == Strength.CIVIL:
        return ""
    back = reverse("citizens:coordonnees", args=[motif.slug])
    return f"/sso/depart/?{urlencode({'but': 'link' if strength else 'usager', 'suite': back})}"
