"""One collective session, with the form to join it, alone or as a family."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.booking_inputs import BookingInput
from booking.citizens.drafts import forget_typed, typed_of
from booking.citizens.entrances import JOINED, motif_reserved, note_seat, seat_in
from booking.citizens.inputs import typed_in
from booking.citizens.own_fields import own_names
from booking.citizens.pages.base import CitizenPage
from booking.citizens.prefill import Known, known_of
from booking.citizens.proofs import CODES, answer_code, ask_for, code_context, must_prove
from booking.citizens.session_inputs import JoinForm
from booking.citizens.shown_address import FOR_SESSIONS
from booking.citizens.shown_draft import booking_rules
from booking.citizens.shown_session import OPEN, session_context, state_of
from booking.citizens.visitor import who_books
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.check_sector import AddressAsked, OutOfSector
from booking.commands.join_session import SessionFull, join_together
from booking.models import Motif
from booking.queries.rdvs import participation_by_token
from booking.queries.reserved_sessions import motif_of_session, session_received, sessions_received
from booking.queries.sessions import (
    OpenSession,
    session_online,
    sessions_at,
)
from booking.vocabulary import CANCELLED
from foundation import clock
from foundation.errors import NotFound, Refusal
from foundation.web.quotas import ByAddress
from foundation.web.refusals import PROVE


class SeatsByAddress(ByAddress):
    """Adding a line to the form counts too."""

    scope = "seat"
    rate = "80/hour"


class Atelier(CitizenPage):
    template = "booking/citizens/atelier.html"
    after_address = FOR_SESSIONS
    throttle_classes = [SeatsByAddress]

    def get(self, request: Request, seance: UUID) -> HttpResponse:
        try:
            found = self.found(seance)
        except NotFound:
            return self.seated(seance)
        context = self.about(found, self.form({}, found), typed=self.prefilled(found.rdv.motif))
        return self.show({**context, "url_inscription": self.joined(seance)})

    def post(self, request: Request, seance: UUID) -> HttpResponse:
        try:
            found = self.found(seance)
        except NotFound:
            return self.seated(seance)
        form = self.form(request.data, found)
        if form.is_only_shown:
            typed = typed_in(request.data, own_names(found.rdv.motif))
            return self.show(self.about(found, form, typed=typed))
        if form.errors:
            if seat_in(request, seance, key=form.key):
                # Sent twice: by the second time, the link that filled the form is used up.
                return self.seated(seance)
            context = self.about(found, form)
            return self.show({**context, "erreurs": form.errors}, status=422)
        return self.prove(found, form) or self.join(found, form)

    def seated(self, session_id: UUID) -> HttpResponse:
        """Where a link that is used up by now has led. Raises NotFound."""
        token = seat_in(self.request, session_id)
        if not token:
            raise NotFound
        return self.see(reverse("citizens:rdv", args=[token]))

    def prove(self, found: OpenSession, form: JoinForm) -> HttpResponse | None:
        """As for a time of one's own. What was typed goes with the code: nothing of it is kept meanwhile."""
        request, asked, booking = self.request, CODES.asked(self.request), form.booking_form
        if asked and not {"code", "renvoyer"}.isdisjoint(request.data):
            try:
                answer_code(request, asked, request.data)
            except Refusal as refusal:
                return self.code(found, form, refusal)
        if not must_prove(request, found.rdv.motif, booking.booker):
            return None
        try:
            ask_for(request, booking.booker, booking.invited.masked if booking.invited else {})
        except Refusal as refusal:
            return self.refused(found, form, refusal)
        return self.code(found, form)

    def code(self, found: OpenSession, form: JoinForm, refusal: Refusal | None = None) -> HttpResponse:
        asked = CODES.asked(self.request)
        if asked is None:
            raise NotFound
        context = {
            **session_context(found, others=[], now=clock.now()),
            **code_context(asked, self.request.data, refusal),
            "saisie": form.hidden(self.request.data),
        }
        status = refusal.status if refusal else 200
        return self.show(context, status=status, template="booking/citizens/atelier_code.html")

    def join(self, found: OpenSession, form: JoinForm) -> HttpResponse:
        request, now = self.request, clock.now()
        try:
            first, *_ = join_together(found.rdv, form.people, by=who_books(request), now=now, key=form.key)
        except Refusal as refusal:
            return self.refused(found, form, refusal)
        forget_typed(request)
        note_seat(request, first, form.key)
        return self.see(reverse("citizens:rdv", args=[first.link_token]))

    def refused(self, found: OpenSession, form: JoinForm, refusal: Refusal) -> HttpResponse:
        """What was typed stays: in the form, or on the way to another session."""
        if isinstance(refusal, SessionFull):
            found = OpenSession(found.rdv, int(refusal.context["left"]))
        context = self.about(found, form)
        context |= {"refus": refusal.message, "saisie": form.hidden(self.request.data)}
        if isinstance(refusal, ConfirmationAsked) and refusal.context["by_code"]:
            context["url_code"] = f"{PROVE}?{urlencode({'suite': context['url_seance']})}"
        return self.show(context, status=refusal.status)

    def about(
        self, found: OpenSession, lines: JoinForm, typed: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """With the form as it was sent, or with what was `typed` and is not checked yet."""
        now, motif = clock.now(), found.rdv.motif
        others = [] if state_of(found, now) == OPEN else sessions_received(motif, now=now)
        others = sessions_at(others, known_address(self.request))
        form = lines.booking_form
        if typed is not None:
            known = self.known(motif)
            form = BookingInput.shown(typed, booking_rules(motif, known))
        return {**session_context(found, others=others, now=now), "demande": lines, "form": form}

    def prefilled(self, motif: Motif) -> Mapping[str, str]:
        """What is known, then what was typed: a field emptied since stays empty, which is for a POST to say."""
        typed = {name: said for name, said in typed_of(self.request, motif).items() if said}
        return {**self.known(motif).typed, **typed}

    def joined(self, session_id: UUID) -> str:
        """Where this visitor sees the place they took, for who comes back to the form; it serves others still."""
        token = seat_in(self.request, session_id) or seat_in(self.request, session_id, JOINED)
        place = participation_by_token(token) if token else None
        held = place and place.status not in CANCELLED
        return reverse("citizens:rdv", args=[token]) if held else ""

    def form(self, data: Any, found: OpenSession) -> JoinForm:
        motif = found.rdv.motif
        return JoinForm(data, rules=booking_rules(motif, self.known(motif)), seats_left=found.seats_left)

    def known(self, motif: Motif) -> Known:
        return known_of(self.request, motif, now=clock.now())

    def found(self, session_id: UUID) -> OpenSession:
        """One whose motif is neither online nor this visitor's own is as unknown as one that does not exist. Raises
        AddressAsked, OutOfSector.
        """
        found = session_online(session_id)
        if found is None:
            return self.reserved(session_id)
        address = known_address(self.request)
        if not sessions_at([found], address):
            raise OutOfSector if address else AddressAsked
        return found

    def reserved(self, session_id: UUID) -> OpenSession:
        """Who was invited is received wherever they live."""
        slug = motif_of_session(session_id)
        motif = motif_reserved(self.request, slug, now=clock.now()) if slug else None
        found = session_received(motif, session_id) if motif else None
        if found is None:
            raise NotFound
        return found
