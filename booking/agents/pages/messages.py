"""How this administration writes: senders, SMS accounts, and the list of its messages."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.message_inputs import CARRIERS, SendersForm, VideoForm
from booking.agents.skeleton import AgentPage
from booking.agents.wording_reading import lines
from booking.commands.renew_inbound_key import renew_inbound_key
from booking.commands.save_senders import ImpossibleSender, save_senders
from booking.commands.save_video_pattern import UnfitVideoPattern, check_video_pattern, save_video_pattern
from booking.models import MessageSettings
from booking.queries.desk import desk_of
from booking.queries.message_settings import ANSWERS, REPORTS, message_settings, returns_url, sms_accounts
from booking.queries.video import filled_pattern
from foundation.courier.contract import SmsAccount
from foundation.courier.credits import Credit, CreditLevel, known_credits
from foundation.courier.senders import sender_of
from foundation.courier.sms import name_of
from foundation.sealing import Unsealable
from foundation.tenancy import current
from foundation.web.components.typography import insecables
from foundation.web.permissions import AdminOnly

# Where a carrier reports.
ENDS = ((REPORTS, "Accusés de réception"), (ANSWERS, "Réponses des usagers"))
# Nobody's: what a link looks like.
SAMPLE = UUID("4f6c1a52-0b7e-4d1c-8a53-2e9d7c6b5a40")


class MessagesPage(AgentPage):
    permission_classes = [AdminOnly]
    entry = "agent-messages"


class Messages(MessagesPage):
    template = "booking/agents/messages/messages.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show(self.about(fait=request.query_params.get("fait", "")))

    def post(self, request: Request) -> HttpResponse:
        """One page, three forms: `geste` says which."""
        match self.typed.get("geste"):
            case "cle":
                renew_inbound_key(by=self.actor)
                return self.done("cle")
            case "visio" | "visio-exemple":
                return self.video(save=self.typed["geste"] == "visio")
        return self.senders()

    def video(self, *, save: bool) -> HttpResponse:
        form = VideoForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.about(visio=form))
        pattern = form.validated_data["video_pattern"]
        try:
            check_video_pattern(pattern)
        except UnfitVideoPattern as refusal:
            said = {"video_pattern": [insecables(refusal.message)]}
            return self.show(self.about(visio=form, erreurs=said), status=refusal.status)
        if save:
            save_video_pattern(pattern, by=self.actor)
            return self.done("visio")
        return self.show(self.about(visio=form, lien_visio=filled_pattern(pattern, SAMPLE)))

    def senders(self) -> HttpResponse:
        form = SendersForm(data=self.typed)
        if not form.is_valid():
            return self.refuse(form, self.about())
        try:
            save_senders(by=self.actor, **form.validated_data)
        except ImpossibleSender as refusal:
            said = {"sender": [insecables(refusal.message)]}
            return self.show(self.about(form=form, erreurs=said), status=refusal.status)
        return self.done("enregistre")

    def done(self, what: str) -> HttpResponse:
        return self.see(with_query(reverse("agent-messages"), {"fait": what}))

    def about(self, **more: Any) -> dict[str, Any]:
        settings, accounts = message_settings(), shown_accounts()
        return {
            "form": SendersForm(instance=settings),
            "expediteur": settings.sender or sender_of(current().short_name),
            "lignes": lines(settings),
            "comptes": accounts,
            "retours": shown_returns(settings, accounts or []),
            "visio": VideoForm(instance=settings),
            "lien_visio": filled_pattern(settings.video_pattern, SAMPLE),
            "zone": desk_of(self.actor.id).zone,
            "transporteurs": [
                (each.label, reverse("agent-messages-compte", args=[each.driver]))
                for each in CARRIERS.values()
            ],
            **more,
        }


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """`credit` is empty when the carrier has not told lately."""

    name: str
    driver: str
    carrier: str
    sender: str
    credit: str = ""
    is_low: bool = False
    at: datetime | None = None


def shown_accounts() -> list[ShownAccount] | None:
    """None when the accounts can no longer be read."""
    try:
        accounts = sms_accounts(message_settings())
    except Unsealable:
        return None
    credits = known_credits(accounts)
    return [_shown(each, credits.get(name_of(each))) for each in accounts]


def _shown(account: SmsAccount, credit: Credit | None) -> ShownAccount:
    plain = ShownAccount(name_of(account), account.driver, CARRIERS[account.driver].label, account.sender)
    if credit is None:
        return plain
    low = credit.level() is not CreditLevel.ENOUGH
    return replace(plain, credit=credit.shown, is_low=low, at=credit.at)


def shown_returns(settings: MessageSettings, accounts: list[ShownAccount]) -> list[tuple[str, str, str]]:
    """Name, label and address of each field. Nothing before the key is made, nor for the platform's account."""
    if not settings.inbound_key:
        return []
    drivers = dict.fromkeys((each.driver, each.carrier) for each in accounts)
    return [
        (f"{end}-{driver}", f"{what}, {label}", returns_url(settings, driver, end))
        for driver, label in drivers
        for end, what in ENDS
    ]
