"""The administrators learn once that the budget is nearly spent, and once that it is."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from billing_usage.events import AllowanceCrossed
from booking.reactions.tell_allowance import email_allowance
from booking.vocabulary import AgentAccess, AgentRole
from foundation.outbox.models import Message
from foundation.outbox.wiring import Envelope
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.billing_usage.conftest import NOW
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_agent, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def team(arras: Tenant, mailbox: Mailbox) -> None:
    with in_tenant(arras):
        mairie = make_organisation()
        make_agent(mairie, level=AgentRole.ADMIN, email="chef@arras.example")
        make_agent(mairie, level=AgentRole.ADMIN, email="adjointe@arras.example")
        make_agent(mairie, level=AgentRole.ADMIN, access=AgentAccess.INVITED, email="invite@arras.example")
        make_agent(mairie, email="agent@arras.example")


def crossings() -> list[tuple[int, int, bool]]:
    with in_public():
        rows = Message.objects.filter(name=AllowanceCrossed.name).order_by("at", "payload__percent")
        told = [row.payload for row in rows]
    return [(each["percent"], each["used"], each["stops"]) for each in told]


def readers(letters: list[dict[str, Any]]) -> list[str]:
    return sorted(each["to"] for each in letters)


def test_each_threshold_is_told_once(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None], mailbox: Mailbox
) -> None:
    budget(arras, 10)
    leave(arras, parts=7)
    assert crossings() == []
    leave(arras)
    assert readers(mailbox.messages()) == ["adjointe@arras.example", "chef@arras.example"]
    leave(arras)
    assert crossings() == [(80, 8, False)]
    leave(arras, times=4)
    assert [percent for percent, _, _ in crossings()] == [80, 100]
    assert len(mailbox.messages()) == 4


def test_a_jump_over_both_tells_the_last_only(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None]
) -> None:
    budget(arras, 10, stop=True)
    leave(arras, parts=12)
    leave(arras)
    assert crossings() == [(100, 12, True)]


def test_the_next_month_and_a_new_budget_are_told_about_afresh(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None], now: time_machine.Traveller
) -> None:
    budget(arras, 10)
    leave(arras, parts=8)
    budget(arras, 20)
    leave(arras, parts=8)
    now.move_to(datetime(2026, 12, 2, 9, 0, tzinfo=UTC))
    leave(arras, parts=8)
    assert crossings() == [(80, 8, False), (80, 16, False)]
    leave(arras, parts=8)
    assert crossings() == [(80, 8, False), (80, 16, False), (80, 16, False)]


def test_a_neighbour_s_messages_alert_nobody_here(
    arras: Tenant, pas_de_calais: Tenant, leave: Callable[..., None], budget: Callable[..., None]
) -> None:
    budget(arras, 10)
    leave(pas_de_calais, parts=50)
    assert crossings() == []


def test_the_letter_says_what_follows_and_leads_to_the_page(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None], mailbox: Mailbox
) -> None:
    budget(arras, 1000, stop=True)
    leave(arras, parts=1200)
    letter = mailbox.messages()[0]
    assert letter["subject"] == "Budget de SMS épuisé, novembre 2026"
    for words in (
        "1\u202f200\u00a0SMS envoyés ce mois-ci, pour un budget de 1\u202f000.",
        "les rappels et les confirmations partent seulement par e-mail",
        "/agent/parametres/consommation/",
    ):
        assert words in letter["text"]


def test_an_alert_told_twice_leaves_once(arras: Tenant, mailbox: Mailbox) -> None:
    event = AllowanceCrossed(month=NOW.date().replace(day=1), percent=80, used=8, allowance=10, stops=False)
    with in_tenant(arras):
        for number in (1, 2):
            email_allowance(event, Envelope(message_id=uuid4(), delivery_id=number, at=NOW, attempt=1))
    assert len(mailbox.messages()) == 2
    assert mailbox.messages()[0]["subject"] == "Budget de SMS utilisé à 80\u00a0%, novembre 2026"
