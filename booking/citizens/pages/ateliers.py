"""Collective sessions: the list, one session with the form to join it, and the way out for a family."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.address import known_address
from booking.citizens.booking_inputs import BookingInput
from booking.citizens.drafts import forget_typed, typed_of
from booking.citizens.inputs import typed_in
from booking.citizens.own_fields import own_names
from booking.citizens.pages.base import CitizenPage
from booking.citizens.pages.rdvs import WITH_A_FORM, LinkPage
from booking.citizens.session_inputs import JoinForm, LeaveInput, SessionQuery
from booking.citizens.shown_address import FOR_SESSIONS, address_line
from booking.citizens.shown_draft import identity_rules
from booking.citizens.shown_session import OPEN, list_context, session_context, state_of
from booking.citizens.visitor import who_books
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.check_sector import AddressAsked, OutOfSector
from booking.commands.join_session import SessionFull, join_together
from booking.commands.leave_session import leave_together
from booking.models import Motif, Participation
from booking.queries.motifs import motif_online
from booking.queries.sectors import is_address_asked
from booking.queries.sessions import (
    OpenSession,
    bookable_sessions,
    family_of,
    lieux_of_sessions,
    session_online,
    sessions_at,
    sessions_online,
)
from foundation import clock
from foundation.actors import VISITOR
from foundation.errors import NotFound, Refusal
from foundation.web.quotas import ByAddress
from foundation.web.refusals import PROVE

ON_A_PAGE = 30


class SeatsByAddress(ByAddress):
    """Adding a line to the form counts too."""

    scope = "seat"
    rate = "80/hour"


class Ateliers(CitizenPage):
    """All those to come within the delays of their motif, whatever the week."""

    template = "booking/citizens/ateliers.html"

    def get(self, request: Request) -> HttpResponse:
        now, asked = clock.now(), SessionQuery.read(request.query_params)
        motif = motif_online(asked["motif"]) if asked["motif"] else None
        address = known_address(request)
        found = sessions_at(sessions_online(now=now, motif_slug=motif.slug if motif else ""), address)
        lieux = lieux_of_sessions(found)
        known = asked["lieu"] if asked["lieu"] in {lieu.slug for lieu in lieux} else ""
        kept = [each for each in found if not known or (each.rdv.lieu and each.rdv.lieu.slug == known)]
        page = Paginator(kept, ON_A_PAGE).get_page(request.query_params.get("page"))
        context = list_context(list(page), lieux=lieux, lieu_slug=known, motif=motif)
        context |= {"page": page, "adresse_demandee": is_address_asked()}
        return self.show({**context, **address_line(address, then=FOR_SESSIONS)})


class Atelier(CitizenPage):
    template = "booking/citizens/atelier.html"
    after_address = FOR_SESSIONS
    throttle_classes = [SeatsByAddress]

    def get(self, request: Request, seance: UUID) -> HttpResponse:
        found = self.found(seance)
        return self.show(self.about(found, _form({}, found), typed=typed_of(request, found.rdv.motif)))

    def post(self, request: Request, seance: UUID) -> HttpResponse:
        found, now = self.found(seance), clock.now()
        form = _form(request.data, found)
        if form.is_only_shown:
            typed = typed_in(request.data, own_names(found.rdv.motif))
            return self.show(self.about(found, form, typed=typed))
        if form.errors:
            context = self.about(found, form)
            return self.show({**context, "erreurs": form.errors}, status=422)
        try:
            first, *_ = join_together(found.rdv, form.people, by=who_books(request), now=now, key=form.key)
        except Refusal as refusal:
            return self.refused(found, form, refusal)
        forget_typed(request)
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
        others = [] if state_of(found, now) == OPEN else bookable_sessions(motif, now=now)
        others = sessions_at(others, known_address(self.request))
        form = lines.booking_form if typed is None else BookingInput.shown(typed, _rules(motif))
        return {**session_context(found, others=others, now=now), "demande": lines, "form": form}

    def found(self, session_id: UUID) -> OpenSession:
        """One whose motif is not online is as unknown as one that does not exist. Raises AddressAsked, OutOfSector."""
        found = session_online(session_id)
        if found is None:
            raise NotFound
        address = known_address(self.request)
        if not sessions_at([found], address):
            raise OutOfSector if address else AddressAsked
        return found


def _form(data: Any, found: OpenSession) -> JoinForm:
    return JoinForm(data, rules=_rules(found.rdv.motif), seats_left=found.seats_left)


def _rules(motif: Motif) -> dict[str, Any]:
    return {**identity_rules(motif), "motif": motif, "certified": None}


class Quitter(LinkPage):
    """Gives seats back: one's own, and those of the proches whom one entered. Asks, then acts."""

    template = "booking/citizens/atelier_quitter.html"
    referrer_policy = WITH_A_FORM

    def get(self, request: Request, jeton: str) -> HttpResponse:
        return self.show(self.about(jeton))

    def post(self, request: Request, jeton: str) -> HttpResponse:
        context = self.about(jeton)
        family: list[Participation] = context["famille"]
        form = LeaveInput(data=request.data, context={"famille": family})
        if not form.is_valid():
            return self.refuse(form, context)
        try:
            leave_together(form.leaving, by=VISITOR, now=clock.now())
        except Refusal as refusal:
            return self.show({**self.about(jeton), "refus": refusal.message}, status=refusal.status)
        return self.see(reverse("citizens:rdv", args=[jeton]))

    def about(self, jeton: str) -> dict[str, Any]:
        seen = self.seen(jeton)
        if not seen.participation.rdv.is_session:
            raise NotFound
        family = family_of(seen.participation)
        return {
            **seen.context(),
            "famille": family,
            "choix": [(each.pk, str(each.usager)) for each in family],
        }
