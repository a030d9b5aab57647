"""By which account an SMS leaves, who alone is asked again, and until when it may arrive."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from booking.models import MessageSettings, Participation, Receipt
from booking.queries.message_settings import SMS_ACCOUNTS
from booking.reactions import by_sms
from booking.reactions.sending import send
from booking.vocabulary import MessageKind, ReceiptState
from foundation import clock
from foundation.courier.channels import Channel
from foundation.courier.gsm import measure
from foundation.sealing import seal
from tests.booking.commands.conftest import NINE
from tests.booking.reactions.letterbox import ask, dropped
from tests.counterparts.sms_gateway.client import SmsGateway

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    pass


@contextmanager
def killed_before_the_mark(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def killed(*args: object, **kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(by_sms, "note_sent", killed)
        with pytest.raises(Killed):
            yield


def test_the_administration_writes_by_its_own_account_and_under_its_own_name(
    zoe: Participation, gateway: SmsGateway, settings: Any
) -> None:
    settings.DEMO = True
    accounts = f'[{{"driver": "brevo", "credentials": {gateway.credentials("brevo")}}}]'.replace("'", '"')
    MessageSettings.objects.create(id=1, sms_accounts=seal(SMS_ACCOUNTS, accounts), sender="MonArras")
    assert ask(zoe).carrier == "brevo"
    (sms,) = gateway.sent()
    assert (sms["dialect"], sms["sender"]) == ("brevo", "MonArras")


def test_another_account_of_the_platform_takes_over(
    zoe: Participation, gateway: SmsGateway, settings: Any
) -> None:
    settings.SMS_URL = f"http://127.0.0.1:9/sms {gateway.sms_url}"
    assert ask(zoe).state == ReceiptState.SENT
    assert len(gateway.sent()) == 1


def test_the_carrier_is_told_to_give_up_at_the_start_of_the_rdv(
    zoe: Participation, gateway: SmsGateway, monday: time_machine.Traveller
) -> None:
    """Or at the message's own limit, if earlier."""
    monday.move_to(NINE - timedelta(minutes=180, seconds=20))
    ask(zoe)
    send(
        kind=MessageKind.RDV_BOOKED,
        channel=Channel.SMS,
        key="another",
        now=clock.now(),
        participation=zoe,
        drop_after=clock.now() + timedelta(minutes=50, seconds=30),
    )
    assert [sms["minutes"] for sms in gateway.sent()] == [180, 50]


def test_in_the_last_minute_it_is_too_late(
    zoe: Participation, gateway: SmsGateway, monday: time_machine.Traveller
) -> None:
    monday.move_to(NINE - timedelta(seconds=59))
    assert dropped(ask(zoe)) == "trop-tard"
    assert gateway.asked() == 0


def test_a_process_that_dies_before_the_mark_asks_again_and_one_sms_arrives(
    zoe: Participation, gateway: SmsGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gateway knows the reference: it is the receipt's own."""

    with killed_before_the_mark(monkeypatch):
        ask(zoe)
    assert Receipt.objects.get(kind=MessageKind.REMINDER).state == ReceiptState.QUEUED
    receipt = ask(zoe)
    assert receipt.state == ReceiptState.SENT
    (sms,) = gateway.sent()
    assert sms["reference"] == str(receipt.pk)
    assert gateway.asked() == 2


def test_a_reminder_invites_to_answer_where_answers_come_back(
    zoe: Participation, gateway: SmsGateway, settings: Any
) -> None:
    settings.SMS_URL = f"{gateway.sms_url}?replies=1"
    ask(zoe)
    (sms,) = gateway.sent()
    assert sms["text"].endswith(" Répondez OUI ou NON.")
    assert measure(sms["text"]).parts == 1


def test_nobody_is_invited_to_answer_a_name(zoe: Participation, gateway: SmsGateway) -> None:
    ask(zoe)
    assert "OUI" not in gateway.sent()[0]["text"]


def test_a_summons_asks_nobody_whether_they_come(
    zoe: Participation, gateway: SmsGateway, settings: Any
) -> None:
    settings.SMS_URL = f"{gateway.sms_url}?replies=1"
    zoe.rdv.motif.is_convocation = True
    ask(zoe)
    assert "OUI" not in gateway.sent()[0]["text"]
