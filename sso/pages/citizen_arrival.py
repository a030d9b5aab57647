"""A citizen comes back from FranceConnect: into their file, or before a choice that is never made for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from foundation.people import Certification, CertifiedIdentity, Strength
from foundation.ports import certify_usager, usager_of_civil_key
from foundation.sealing import pseudonym
from foundation.tenancy import current
from foundation.web.pages import Page
from sso.contacts.ask_code import ATTACH
from sso.contacts.contact import Contact
from sso.contacts.models import Channel
from sso.pages.identification import send
from sso.pages.identifying import Civil, civil_of, enter, proof_of, remember_civil, with_outcome
from sso.tickets.departures import Departure
from sso.tickets.models import Purpose
from sso.tickets.redeem import Redeemed, TicketRefused

IN = frozenset({Certification.LINKED, Certification.CREATED})


def arrive_usager(request: Request, redeemed: Redeemed, departure: Departure) -> HttpResponse:
    """For the purposes `usager` and `link`. `sub` becomes a pseudonym here and is forgotten."""
    civil = Civil(
        _identity(redeemed), redeemed.platform_session_id, departure.suite, Certification.CODE_FIRST
    )
    proof = proof_of(request)
    if departure.purpose == Purpose.LINK and proof is not None:
        return link(request, civil, proof.usager_ids)
    return _go_on(request, civil, ())


def link(request: Request, civil: Civil, candidates: Sequence[UUID]) -> HttpResponse:
    """From a session that proved the contact of `candidates`, in this very browser."""
    return _go_on(request, civil, candidates)


class CivilOutcome(Page):
    """FranceConnect answered, and the files do not agree: the desk, or a new file if the person asks for one."""

    template = "sso/identite_a_rattacher.html"

    def get(self, request: Request) -> HttpResponse:
        civil = civil_of(request)
        if civil is None:
            return self.see(reverse("identification"))
        context = {
            "ailleurs": civil.outcome == Certification.ELSEWHERE,
            "code_d_abord": civil.outcome == Certification.CODE_FIRST,
            "identifie": proof_of(request) is not None,
        }
        return self.show(context)

    def post(self, request: Request) -> HttpResponse:
        """A new file, without the address that another file has."""
        civil = civil_of(request)
        if civil is None or civil.outcome == Certification.ELSEWHERE:
            return self.see(reverse("identification"))
        without_address = replace(civil.identity, email="")
        return _go_on(request, replace(civil, identity=without_address), ())


def _go_on(request: Request, civil: Civil, candidates: Sequence[UUID]) -> HttpResponse:
    outcome = certify_usager(candidates, civil.identity)
    usager = usager_of_civil_key(civil.identity.civil_key) if outcome in IN else None
    if usager:
        # Of the holder alone: a parent's FranceConnect certifies nobody else.
        enter(request, (usager.id,), Strength.CIVIL, sign_in=civil.sign_in)
        return Page.see(civil.suite)
    remember_civil(request, with_outcome(civil, outcome))
    if outcome == Certification.CODE_FIRST:
        contact = Contact(Channel.EMAIL, civil.identity.email)
        send(request, contact, purpose=ATTACH, suite=civil.suite)
        return Page.see(reverse("identification-code"))
    return Page.see(reverse("identification-franceconnect"))


def _identity(redeemed: Redeemed) -> CertifiedIdentity:
    """Raises TicketRefused when the ticket holds nobody."""
    claims = redeemed.claims
    if not claims.get("sub") or not claims.get("family_name"):
        raise TicketRefused
    born = claims.get("birthdate", "")
    return CertifiedIdentity(
        civil_key=pseudonym(current().id, claims["sub"]),
        given_name=claims.get("given_name", ""),
        family_name=claims["family_name"],
        email=claims.get("email", ""),
        birth_date=date.fromisoformat(born) if born else None,
    )
