"""A citizen says where a code may reach them, or leaves for FranceConnect."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from foundation import clock
from foundation.people import Strength
from foundation.web.pages import Page
from foundation.web.visitors import client_address
from sso.contacts.ask_code import IDENTIFY, ask_code, live
from sso.contacts.contact import Contact
from sso.contacts.refusals import CodeRefused, TooSoon
from sso.destinations import safe_path
from sso.pages.contact_input import ContactInput
from sso.pages.identifying import MY_RDVS, Asked, asked_of, browser_of, proof_of, remember_asked
from sso.providers.contracts import FRANCECONNECT
from sso.tickets.models import Purpose


class Identification(Page):
    template = "sso/identification.html"

    def get(self, request: Request) -> HttpResponse:
        suite = safe_path(request.query_params.get("suite", ""), default=MY_RDVS)
        proof = proof_of(request)
        if proof and proof.strength == Strength.CIVIL:
            return self.see(suite)
        return self.show({"form": ContactInput(instance={"contact": ""}), **self.about(suite)})

    def post(self, request: Request) -> HttpResponse:
        said: Any = request.data
        suite = safe_path(str(said.get("suite", "")), default=MY_RDVS)
        form = ContactInput(data=request.data)
        if not form.is_valid():
            return self.refuse(form, self.about(suite))
        try:
            send(request, form.reached, purpose=IDENTIFY, suite=suite)
        except TooSoon as refusal:
            # A double click: the code that this browser asked for is on its way.
            if not self._just_asked(request, form.reached):
                return self.refused(form, suite, refusal)
        except CodeRefused as refusal:
            return self.refused(form, suite, refusal)
        return self.see(reverse("identification-code"))

    def refused(self, form: ContactInput, suite: str, refusal: CodeRefused) -> HttpResponse:
        context = {"form": form, "refus": refusal.message}
        return self.show({**context, **self.about(suite)}, status=refusal.status)

    def about(self, suite: str) -> dict[str, Any]:
        proof = proof_of(self.request)
        known = proof is not None and proof.strength == Strength.CODE
        return {"suite": suite, "deja_identifie": known, **franceconnect(suite, link=known)}

    def _just_asked(self, request: Request, contact: Contact) -> bool:
        asked = asked_of(request)
        challenge = live(asked.challenge_id, now=clock.now()) if asked else None
        return challenge is not None and challenge.contact_hash == contact.hash


def send(request: Request, contact: Contact, *, purpose: str, suite: str) -> UUID:
    """Raises a CodeRefused."""
    browser = browser_of(request)
    challenge_id = ask_code(
        contact, purpose=purpose, browser=browser, address=client_address(request), now=clock.now()
    )
    remember_asked(request, Asked(challenge_id, browser, suite))
    return challenge_id


def franceconnect(suite: str, *, link: bool) -> dict[str, Any]:
    """Empty where this instance has no FranceConnect: it is never the only way."""
    if not FRANCECONNECT.setting.issuer:
        return {"url_franceconnect": ""}
    purpose = Purpose.LINK if link else Purpose.USAGER
    return {
        "url_franceconnect": f"{reverse('sso-depart')}?{urlencode({'but': purpose.value, 'suite': suite})}"
    }
