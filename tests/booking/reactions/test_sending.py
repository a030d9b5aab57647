"""A message leaves once, in time, or leaves the reason why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from booking.models import Participation, Receipt
from booking.vocabulary import MessageKind, ReceiptState
from foundation import clock
from foundation.courier.channels import Channel
from foundation.courier.failures import TemporaryFailure
from foundation.outbox.models import Message
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE
from tests.booking.reactions.letterbox import ZOE, ask, dropped, kinds
from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.sms_gateway.client import SmsGateway

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]


def sent_events() -> list[dict[str, Any]]:
    with in_public():
        return list(Message.objects.filter(name="booking.message.sent").values_list("payload", flat=True))


def test_a_message_asked_twice_leaves_once_and_is_told_once(zoe: Participation, mailbox: Mailbox) -> None:
    before = len(sent_events())
    first, again = ask(zoe), ask(zoe)
    assert (first.pk, first.state) == (again.pk, ReceiptState.SENT)
    assert kinds(mailbox) == ["sms"]
    assert sent_events()[before:] == [{"receipt_id": str(first.pk), "channel": "sms", "parts": 1}]


def test_the_receipt_says_by_whom_where_to_and_in_how_many_parts(zoe: Participation) -> None:
    receipt = ask(zoe)
    assert (receipt.contact, receipt.parts) == ("+33612345678", 1)
    assert receipt.sent_at
    assert receipt.carrier == "http"
    assert receipt.carrier_id


def test_what_arrived_before_its_mark_is_counted_and_does_not_leave_again(
    zoe: Participation, gateway: SmsGateway
) -> None:
    """The worker died meanwhile; the carrier had told."""
    receipt, before = ask(zoe), len(sent_events())
    Receipt.objects.filter(pk=receipt.pk).update(state=ReceiptState.DELIVERED, sent_at=None)
    for _ in range(2):
        assert ask(zoe).state == ReceiptState.DELIVERED
    assert len(sent_events()) == before + 1
    assert gateway.asked() == 1


def test_an_answer_lost_on_the_way_is_asked_again_later(zoe: Participation, gateway: SmsGateway) -> None:
    gateway.set_faults(error_500=1)
    with pytest.raises(TemporaryFailure):
        ask(zoe)
    assert Receipt.objects.get(kind=MessageKind.REMINDER).state == ReceiptState.QUEUED
    assert ask(zoe).state == ReceiptState.SENT
    assert len(gateway.sent()) == 1


def test_what_waited_until_its_deadline_is_dropped(
    zoe: Participation, gateway: SmsGateway, monday: time_machine.Traveller
) -> None:
    gateway.set_faults("error-500")
    deadline = clock.now() + timedelta(hours=1)
    with pytest.raises(TemporaryFailure):
        ask(zoe, drop_after=deadline)
    monday.move_to(deadline)
    assert dropped(ask(zoe, drop_after=deadline)) == "trop-tard"
    assert gateway.sent() == []


def test_nothing_leaves_once_the_rdv_has_begun(
    zoe: Participation, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    monday.move_to(NINE)
    assert dropped(ask(zoe)) == "trop-tard"
    assert mailbox.messages() == []


@pytest.mark.parametrize("phone", ["", "+33321505050"])
def test_without_a_mobile_an_sms_has_no_contact(book: Book, phone: str) -> None:
    assert dropped(ask(book(replace(ZOE, phone=phone)))) == "pas-de-contact"


@pytest.mark.parametrize(
    ("refused", "channel"), [("accepts_sms", Channel.SMS), ("accepts_email", Channel.EMAIL)]
)
def test_who_refuses_a_channel_is_not_written_to(
    zoe: Participation, mailbox: Mailbox, refused: str, channel: Channel
) -> None:
    setattr(zoe.usager, refused, False)
    assert dropped(ask(zoe, channel)) == "refuse-par-l-usager"
    assert mailbox.messages() == []


def test_without_budget_nothing_leaves(zoe: Participation, mailbox: Mailbox, no_budget: None) -> None:
    assert dropped(ask(zoe)) == "budget-epuise"
    assert mailbox.messages() == []


def test_an_address_refused_for_good_is_never_tried_again(book: Book, mailbox: Mailbox) -> None:
    participation = book(replace(ZOE, email="zoe@inconnu.invalid"))
    receipt = ask(participation, Channel.EMAIL)
    assert (receipt.state, receipt.reason) == (ReceiptState.FAILED, "transporteur-email-550")
    assert ask(participation, Channel.EMAIL).pk == receipt.pk
    assert mailbox.messages() == []


def test_another_administration_has_no_receipt_of_it(pas_de_calais: Tenant, zoe: Participation) -> None:
    ask(zoe)
    with in_tenant(pas_de_calais):
        assert not Receipt.objects.exists()
