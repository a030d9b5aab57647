"""« Mes préférences » : how one is written to."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.citizens.my_space_inputs import WishesInput
from booking.citizens.pages.my_rdvs import ProvedPage
from booking.citizens.throttles import ChangesByAddress
from booking.commands.change_wishes import change_wishes
from booking.queries.site_settings import languages_offered
from foundation.courier.addresses import masked_email, masked_phone
from foundation.people import Strength
from foundation.web.components.typography import NO_BREAK
from foundation.web.permissions import usager_at


class Wishes(ProvedPage):
    template = "booking/citizens/preferences.html"
    permission_classes = [usager_at(Strength.CODE)]
    throttle_classes = [ChangesByAddress]
    entry = "citizens:wishes"

    def get(self, request: Request) -> HttpResponse:
        reader = self.holders[0]
        kept = {"courriels": reader.accepts_email, "sms": reader.accepts_sms, "langue": reader.language}
        form = WishesInput(kept, offered=languages_offered())
        return self.show(self.about(form=form, fait=request.query_params.get("fait") == "1"))

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
        return {"contacts": [*emails, *phones], "seuls": len(self.household) == 1, **more}
