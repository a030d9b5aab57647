"""Prove a contact at one address: where a code may go, then the code."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.http import HttpResponse, QueryDict
from rest_framework.request import Request

from booking.citizens.codes import Asked, Codes
from booking.citizens.fields import ContactInput
from booking.citizens.pages.base import CitizenPage
from booking.citizens.throttles import ChangesByAddress
from foundation.errors import Refusal

# Buttons beside the code: another contact, another code.
OTHER, AGAIN = "autre", "renvoyer"


class ContactProof(CitizenPage):
    throttle_classes = [ChangesByAddress]
    codes: ClassVar[Codes]

    def around(self) -> Mapping[str, Any]:
        """What the page says besides. Raises for whom the page is not."""
        return {}

    def form(self, data: Any = None) -> ContactInput:
        return ContactInput() if data is None else ContactInput(data=data)

    def proved(self, contact: str) -> HttpResponse:
        raise NotImplementedError

    def done(self) -> HttpResponse | None:
        """Where to, for who proved enough already: back by the browser's button, or by the second of two clicks."""
        return None

    def nothing_asked(self) -> HttpResponse:
        """The code was typed already, by the first of two clicks, or never asked for here."""
        return self.done() or self.see(self.request.path)

    def get(self, request: Request, **_: str) -> HttpResponse:
        around, asked = self.around(), self.codes.asked(request)
        if done := self.done():
            return done
        other = OTHER in request.query_params
        sent = {"envoye_a": asked.shown} if asked and not other else {"form": self.form()}
        return self.show({**around, **sent})

    def post(self, request: Request, **_: str) -> HttpResponse:
        around, said = self.around(), cast(QueryDict, request.data)
        if OTHER in said:
            # The code sent stays good, for who types the same contact again.
            return self.see(f"{request.path}?{OTHER}=1")
        if not {"code", AGAIN}.isdisjoint(said):
            asked = self.codes.asked(request)
            if asked is None:
                return self.nothing_asked()
            return self.send_again(asked, around) if AGAIN in said else self.check(asked, said, around)
        form = self.form(said)
        if not form.is_valid():
            return self.refuse(form, around)
        try:
            self.send(form)
        except Refusal as refusal:
            return self.show({**around, "form": form, "refus": refusal.message}, status=refusal.status)
        return self.see(request.path)

    def send(self, form: ContactInput) -> None:
        """Raises a Refusal when no code can leave there."""
        self.codes.ask(self.request, form.validated_data["contact"])

    def send_again(self, asked: Asked, around: Mapping[str, Any]) -> HttpResponse:
        try:
            self.codes.ask_another(self.request, asked.contact, asked.shown)
        except Refusal as refusal:
            context = {**around, "envoye_a": asked.shown, "refus": refusal.message}
            return self.show(context, status=refusal.status)
        return self.see(self.request.path)

    def check(self, asked: Asked, said: QueryDict, around: Mapping[str, Any]) -> HttpResponse:
        try:
            contact = self.codes.prove(self.request, asked, str(said["code"]))
        except Refusal as refusal:
            context = {**around, "envoye_a": asked.shown, "erreurs": {"code": [refusal.message]}}
            return self.show(context, status=refusal.status)
        return self.proved(contact)
