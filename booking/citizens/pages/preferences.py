"""« Mes préférences » : how one is written to, and where."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.codes import Codes
from booking.citizens.fields import ContactInput
from booking.citizens.my_space_inputs import NewContactInput, WishesInput
from booking.citizens.pages.contact_proof import ContactProof
from booking.citizens.pages.my_rdvs import ProvedPage
from booking.citizens.throttles import ChangesByAddress
from booking.citizens.visitor import session_of
from booking.commands.change_contact import change_contact
from booking.commands.change_wishes import change_wishes
from booking.queries.site_settings import languages_offered
from foundation import clock
from foundation.courier.addresses import masked_email, masked_phone
from foundation.errors import NotFound
from foundation.people import Strength
from foundation.web.components.typography import NO_BREAK
from foundation.web.permissions import usager_at

CODES = Codes("new_contact_asked")
# Of the session: whose contact it will be.
FOR = "new_contact_for"


class Wishes(ProvedPage):
    template = "booking/citizens/preferences.html"
    permission_classes = [usager_at(Strength.CODE)]
    throttle_classes = [ChangesByAddress]
    entry = "citizens:wishes"

    def get(self, request: Request) -> HttpResponse:
        reader = self.holders[0]
        kept = {"courriels": reader.accepts_email, "sms": reader.accepts_sms, "langue": reader.language}
        form = WishesInput(kept, offered=languages_offered())
        return self.show(self.about(form=form, fait=request.query_params.get("fait", "")))

    def post(self, request: Request) -> HttpResponse:
        form = WishesInput(data=request.data, offered=languages_offered())
        if not form.is_valid():
            return self.refuse(form, self.about())
        said = form.validated_data
        change_wishes(
            self.ids,
            accepts_email=said["courriels"],
            accepts_sms=said["sms"],
            language=said.get("langue", self.holders[0].language),
        )
        return self.see(f"{reverse('citizens:wishes')}?fait=1")

    def about(self, **more: Any) -> dict[str, Any]:
        """Where messages go, masked: whoever sits at somebody else's screen learns no address."""
        emails = sorted({masked_email(each.email) for each in self.holders if each.email})
        phones = sorted(
            {masked_phone(each.phone).replace(" ", NO_BREAK) for each in self.holders if each.phone}
        )
        return {
            "contacts": [*emails, *phones],
            "seuls": len(self.household) == 1,
            "modifiable": bool(self.answering),
            **more,
        }


class NewContact(ContactProof, ProvedPage):
    """An address or a number of one's own, proved by a code before it replaces the one on file."""

    template = "booking/citizens/nouveau_contact.html"
    permission_classes = [usager_at(Strength.CODE)]
    entry = "citizens:wishes"
    codes = CODES

    def around(self) -> Mapping[str, Any]:
        if not self.answering:
            raise NotFound
        return {"url_preferences": reverse("citizens:wishes")}

    def nothing_asked(self) -> HttpResponse:
        """Where the change is read, if it was made."""
        return self.see(reverse("citizens:wishes"))

    def form(self, data: Any = None) -> NewContactInput:
        more = {} if data is None else {"data": data}
        return NewContactInput(people=self.answering, **more)

    def send(self, form: ContactInput) -> None:
        super().send(form)
        if isinstance(form, NewContactInput):
            session_of(self.request)[FOR] = form.chosen

    def proved(self, contact: str) -> HttpResponse:
        """Whose it becomes was said with the contact; who is no longer answered for by this proof is left aside."""
        chosen = session_of(self.request).pop(FOR, [])
        people = [each.pk for each in self.answering if str(each.pk) in chosen]
        change_contact(people, contact=contact, now=clock.now())
        return self.see(f"{reverse('citizens:wishes')}?fait=contact")
