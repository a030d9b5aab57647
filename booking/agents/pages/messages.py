"""How this administration writes: senders, SMS accounts, and the list of its messages."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.message_inputs import CARRIERS, SendersForm
from booking.agents.skeleton import AgentPage
from booking.agents.wording_reading import lines
from booking.commands.save_senders import ImpossibleSender, save_senders
from booking.queries.message_settings import message_settings, sms_accounts
from foundation.courier.senders import sender_of
from foundation.courier.sms import name_of
from foundation.sealing import Unsealable
from foundation.tenancy import current
from foundation.web.components.typography import insecables
from foundation.web.permissions import AdminOnly


class MessagesPage(AgentPage):
    permission_classes = [AdminOnly]
    entry = "agent-messages"


class Messages(MessagesPage):
    template = "booking/agents/messages/messages.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show(self.about(fait=request.query_params.get("fait", "")))

    def post(self, request: Request) -> HttpResponse:
        form = SendersForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.about())
        try:
            save_senders(by=self.actor, **form.validated_data)
        except ImpossibleSender as refusal:
            said = {"sender": [insecables(refusal.message)]}
            return self.show(self.about(form=form, erreurs=said), status=refusal.status)
        return self.see(with_query(reverse("agent-messages"), {"fait": "enregistre"}))

    def about(self, **more: Any) -> dict[str, Any]:
        settings = message_settings()
        return {
            "form": SendersForm(instance=settings),
            "expediteur": settings.sender or sender_of(current().short_name),
            "lignes": lines(settings),
            "comptes": shown_accounts(),
            "transporteurs": [
                (each.label, reverse("agent-messages-compte", args=[each.driver]))
                for each in CARRIERS.values()
            ],
            **more,
        }


def shown_accounts() -> list[tuple[str, str, str]] | None:
    """Name, carrier and sender of each; None when the accounts can no longer be read."""
    try:
        accounts = sms_accounts(message_settings())
    except Unsealable:
        return None
    return [(name_of(each), CARRIERS[each.driver].label, each.sender) for each in accounts]
