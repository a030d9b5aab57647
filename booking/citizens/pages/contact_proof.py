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

    def get(self, request: Request, **_: str) -> HttpResponse:
        around, asked = self.around(), self.codes.asked(request)
        if done := self.done():
            return done
        sent = {"envoye_a": asked.shown} if asked else {"form": self.form()}
        return self.show({**around, **sent})

    def post(self, request: Request, **_: str) -> HttpResponse:
        around, said = self.around(), cast(QueryDict, request.data)
        if "autre" in said:
            self.codes.forget(request)
            return self.see(request.path)
        if "code" in said:
            asked = self.codes.asked(request)
            # Typed already, by the first of two clicks, or never asked for here.
            if asked is None:
                return self.done() or self.see(request.path)
            return self.check(asked, str(said["code"]), around)
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

    def check(self, asked: Asked, typed: str, around: Mapping[str, Any]) -> HttpResponse:
        try:
            contact = self.codes.prove(self.request, asked, typed)
        except Refusal as refusal:
            context = {**around, "envoye_a": asked.shown, "erreurs": {"code": [refusal.message]}}
            return self.show(context, status=refusal.status)
        return self.proved(contact)
