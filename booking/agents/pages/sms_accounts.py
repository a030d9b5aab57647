"""The SMS accounts of an administration: added, checked, put first, removed. What was typed is never shown again."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from booking.agents.addresses import with_query
from booking.agents.message_inputs import CARRIERS, AccountForm, Carrier
from booking.agents.pages.messages import Messages, MessagesPage
from booking.commands.add_sms_account import TooManyAccounts, add_sms_account
from booking.commands.order_sms_accounts import remove_sms_account, try_first
from booking.commands.save_senders import SENDER, ImpossibleSender
from booking.queries.message_settings import message_settings, sms_accounts
from foundation import clock
from foundation.courier.contract import SmsAccount
from foundation.courier.credits import Credit, keep_credit
from foundation.courier.failures import TemporaryFailure
from foundation.courier.sms import credit, name_of
from foundation.errors import NotFound
from foundation.web.components.typography import insecables


class NewAccount(MessagesPage):
    template = "booking/agents/messages/compte.html"

    def get(self, request: Request, driver: str) -> HttpResponse:
        carrier = self._carrier(driver)
        return self.show({"form": AccountForm(carrier=carrier), "transporteur": carrier})

    def post(self, request: Request, driver: str) -> HttpResponse:
        carrier = self._carrier(driver)
        form, context = AccountForm(data=self.typed, carrier=carrier), {"transporteur": carrier}
        if not form.is_valid():
            return self.refuse(form, context)
        account = form.account
        if account.sender and not SENDER.fullmatch(account.sender):
            said = {"sender": [insecables(ImpossibleSender.sentence)]}
            return self.show({**context, "form": form, "erreurs": said}, status=422)
        try:
            add_sms_account(account, by=self.actor, now=clock.now())
        except TooManyAccounts as refusal:
            return self.show({**context, "form": form, "refus": refusal}, status=refusal.status)
        return self.see(with_query(reverse("agent-messages"), {"fait": "compte"}))

    def _carrier(self, driver: str) -> Carrier:
        if driver not in CARRIERS:
            raise NotFound
        return CARRIERS[driver]


class AccountGesture(Messages):
    """One button of the list: what `do` does with the account of that name."""

    do: Callable[[str], HttpResponse]
    http_method_names = ["post"]

    def post(self, request: Request, compte: str = "") -> HttpResponse:
        return self.do(compte)


class FirstAccount(AccountGesture):
    def do(self, name: str) -> HttpResponse:
        try_first(name, by=self.actor)
        return self.see(with_query(reverse("agent-messages"), {"fait": "ordre"}))


class RemovedAccount(AccountGesture):
    def do(self, name: str) -> HttpResponse:
        remove_sms_account(name, by=self.actor)
        return self.see(with_query(reverse("agent-messages"), {"fait": "retire"}))


class CheckedAccount(AccountGesture):
    """Asks the carrier what is left: the credentials are right when it answers."""

    def do(self, name: str) -> HttpResponse:
        account = next((each for each in sms_accounts(message_settings()) if name_of(each) == name), None)
        if account is None:
            raise NotFound
        return self.show(self.about(verifie=_said(account)))


def _said(account: SmsAccount) -> tuple[str, str]:
    """The tone of the answer and its words."""
    carrier = CARRIERS[account.driver].label
    try:
        left = credit(account)
    except TemporaryFailure:
        return "attention", (
            f"{carrier} ne répond pas ou refuse ce compte. Vérifiez les identifiants, puis ajoutez-le de nouveau."
        )
    if left is None:
        return "info", f"{carrier} ne dit pas ce qu’il reste. Envoyez un essai pour vérifier ce compte."
    found = Credit(left, clock.now())
    keep_credit(account, found)
    return "succes", insecables(f"{carrier} répond. Crédit restant : {found.shown}.")
