"""The credit of an administration's own SMS accounts, asked once a day."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from booking.commands.add_sms_account import add_sms_account
from booking.commands.order_sms_accounts import remove_sms_account
from booking.commands.watch_credit import CREDIT
from booking.vocabulary import AgentRole
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.courier.contract import SmsAccount
from foundation.courier.credits import known_credits
from foundation.courier.sms import name_of
from foundation.due.models import DueRow
from foundation.due.run import run_due
from foundation.tenancy import in_public
from tests.booking.commands.conftest import Office
from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.sms_gateway.client import SmsGateway

pytestmark = pytest.mark.django_db(transaction=True)

ADMIN = Actor(ActorKind.AGENT, is_admin=True)
DAY = timedelta(days=1)


@pytest.fixture
def account(office: Office, gateway: SmsGateway) -> SmsAccount:
    """Of an office whose only agent is an administrator."""
    office.agent.roles.update(level=AgentRole.ADMIN)
    account = SmsAccount("brevo", gateway.credentials("brevo"))
    add_sms_account(account, by=ADMIN, now=clock.now())
    return account


def planned() -> list[Any]:
    with in_public():
        return list(DueRow.objects.filter(kind=CREDIT).values_list("due_at", flat=True))


def a_day_passes(clocks: time_machine.Traveller) -> None:
    clocks.shift(DAY)
    run_due(clock.now())


def subjects(mailbox: Mailbox) -> list[str]:
    return [each["subject"].replace("\u00a0", " ") for each in mailbox.messages()]


def test_each_evening_the_carrier_is_asked_and_the_answer_kept(
    account: SmsAccount, gateway: SmsGateway, monday: time_machine.Traveller, mailbox: Mailbox
) -> None:
    (first,) = planned()
    assert clock.now() < first <= clock.now() + DAY
    a_day_passes(monday)
    found = known_credits([account])[name_of(account)]
    assert (str(found.left), found.level()) == ("1250.5", "enough")
    (following,) = planned()
    assert following - first == DAY
    assert subjects(mailbox) == []


def test_administrators_are_told_once_a_week_and_again_when_nothing_is_left(
    account: SmsAccount, gateway: SmsGateway, monday: time_machine.Traveller, mailbox: Mailbox
) -> None:
    gateway.configure(credit="120")
    a_day_passes(monday)
    a_day_passes(monday)
    assert subjects(mailbox) == ["Compte SMS Brevo : crédit bientôt épuisé"]
    assert "Crédit restant\u00a0: 120." in mailbox.messages()[0]["text"]
    gateway.configure(credit="0")
    a_day_passes(monday)
    assert subjects(mailbox)[0] == "Compte SMS Brevo : crédit épuisé"
    for _ in range(7):
        a_day_passes(monday)
    assert len(subjects(mailbox)) == 3


def test_a_carrier_that_does_not_answer_is_asked_tomorrow(
    account: SmsAccount, gateway: SmsGateway, monday: time_machine.Traveller, mailbox: Mailbox
) -> None:
    remove_sms_account(name_of(account), by=ADMIN)
    wrong = SmsAccount("brevo", {**account.credentials, "api_key": "fausse"})
    add_sms_account(wrong, by=ADMIN, now=clock.now())
    a_day_passes(monday)
    assert (known_credits([wrong]), subjects(mailbox), len(planned())) == ({}, [], 1)


def test_without_account_nobody_is_asked_any_more(
    account: SmsAccount, monday: time_machine.Traveller
) -> None:
    remove_sms_account(name_of(account), by=ADMIN)
    a_day_passes(monday)
    assert planned() == []
