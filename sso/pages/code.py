"""Six digits. The page says the same of a known and of an unknown contact."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from rest_framework.request import Request

from foundation import clock
from foundation.courier.addresses import national
from foundation.people import Strength
from foundation.ports import usagers_of_contact
from foundation.web.components.typography import NO_BREAK
from foundation.web.pages import Page
from sso.contacts.ask_code import ATTACH, live
from sso.contacts.check_code import check_code
from sso.contacts.codes import read_code
from sso.contacts.contact import Contact
from sso.contacts.models import Channel, ContactChallenge
from sso.contacts.refusals import CodeOver, CodeRefused, WrongCode
from sso.pages.citizen_arrival import link
from sso.pages.identification import send
from sso.pages.identifying import Asked, asked_of, civil_of, enter

NOT_A_CODE = gettext_lazy("Le code a six chiffres. Vérifiez le dernier message reçu.")


class CodePage(Page):
    template = "sso/code.html"

    def get(self, request: Request) -> HttpResponse:
        asked = asked_of(request)
        return self.ask(asked) if asked else self.see(reverse("identification"))

    def post(self, request: Request) -> HttpResponse:
        asked = asked_of(request)
        if asked is None:
            return self.see(reverse("identification"))
        said: Any = request.data
        typed = read_code(str(said.get("code", "")))
        if not typed:
            return self.ask(asked, wrong=str(NOT_A_CODE), status=422)
        try:
            contact, purpose = check_code(asked.challenge_id, typed, browser=asked.browser, now=clock.now())
        except WrongCode as refusal:
            return self.ask(asked, wrong=refusal.message, status=refusal.status)
        except CodeOver as refusal:
            return self.ask(asked, status=refusal.status)
        return self.proved(request, asked, contact, purpose)

    def proved(self, request: Request, asked: Asked, contact: Contact, purpose: str) -> HttpResponse:
        usagers = usagers_of_contact(contact.channel, contact.value)
        if not usagers:
            # Guessed: no code ever leaves for a contact that is on no file.
            return self.ask(asked, status=422)
        civil = civil_of(request) if purpose == ATTACH else None
        ids = tuple(each.id for each in usagers)
        enter(request, ids, Strength.CODE)
        return link(request, civil, ids) if civil else self.see(asked.suite)

    def ask(self, asked: Asked, *, wrong: str = "", refused: str = "", status: int = 200) -> HttpResponse:
        challenge = live(asked.challenge_id, now=clock.now())
        errors = {"code": [wrong]} if wrong and challenge else None
        context = {"erreurs": errors, "refus": refused, **_about(challenge, asked)}
        return self.show(context, status=status)


class Resend(CodePage):
    """Another code, which ends the first one; not within the minute."""

    def get(self, request: Request) -> HttpResponse:
        return self.see(reverse("identification-code"))

    def post(self, request: Request) -> HttpResponse:
        asked = asked_of(request)
        challenge = live(asked.challenge_id, now=clock.now()) if asked else None
        if asked is None or challenge is None:
            return self.see(reverse("identification"))
        contact = Contact(Channel(challenge.channel), challenge.contact)
        try:
            send(request, contact, purpose=challenge.purpose, suite=asked.suite)
        except CodeRefused as refusal:
            return self.ask(asked, refused=refusal.message, status=refusal.status)
        return self.see(reverse("identification-code"))


def _about(challenge: ContactChallenge | None, asked: Asked) -> dict[str, Any]:
    """`contact` is what was typed: a slip of the finger is seen here."""
    if challenge is None:
        return {"perime": True, "suite": asked.suite}
    by_sms = challenge.channel == Channel.SMS
    shown = national(challenge.contact).replace(" ", NO_BREAK) if by_sms else challenge.contact
    return {
        "contact": shown,
        "par_sms": by_sms,
        "rattachement": challenge.purpose == ATTACH,
        "suite": asked.suite,
    }
