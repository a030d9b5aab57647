"""Who may have sent an SMS already is the only one asked again, whatever dies or sleeps meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from time_machine import TimeMachineFixture

from booking.commands.book_rdv import book_rdv
from booking.models import Participation
from booking.reactions.sending import send
from booking.vocabulary import MessageKind, ReceiptState
from foundation import clock
from foundation.actors import VISITOR
from foundation.courier.breaker import MOST_FAILURES, Breaker, Passage
from foundation.courier.channels import Channel
from foundation.courier.failures import NotBefore, TemporaryFailure
from foundation.courier.sms import name_of, platform_accounts
from foundation.outbox.turn import Turn, taking
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, ask
from tests.booking.reactions.test_by_sms import killed_before_the_mark
from tests.counterparts.sms_gateway.client import SmsGateway

pytestmark = pytest.mark.django_db(transaction=True)


def test_after_a_doubt_only_the_same_account_is_asked_again_whatever_the_cache_forgot(
    zoe: Participation, gateway: SmsGateway, settings: Any
) -> None:
    """The doubt is kept with the receipt."""
    with SmsGateway.start() as second:
        settings.SMS_URL = f"{gateway.sms_url} {second.sms_url}"
        gateway.set_faults("lose-answer")
        with pytest.raises(TemporaryFailure):
            ask(zoe)
        caches["shared"].clear()
        gateway.set_faults("error-503")
        with pytest.raises(TemporaryFailure):
            ask(zoe)
        gateway.set_faults()
        receipt = ask(zoe)
        assert (receipt.state, receipt.carrier) == (ReceiptState.SENT, "http")
        assert (len(gateway.sent()), second.asked()) == (1, 0)


def test_after_a_death_at_the_wrong_moment_the_second_account_is_not_asked(
    zoe: Participation, gateway: SmsGateway, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing says whether the first took it: it did."""
    with SmsGateway.start() as second:
        settings.SMS_URL = f"{gateway.sms_url} {second.sms_url}"
        with killed_before_the_mark(monkeypatch):
            ask(zoe)
        gateway.set_faults("error-503")
        for _ in range(2):
            with pytest.raises(TemporaryFailure):
                ask(zoe)
        gateway.set_faults()
        assert ask(zoe).state == ReceiptState.SENT
        assert (len(gateway.sent()), second.asked()) == (1, 0)


def test_what_nobody_took_is_offered_to_every_account_again(
    zoe: Participation, gateway: SmsGateway, settings: Any
) -> None:
    with SmsGateway.start() as second:
        settings.SMS_URL = f"{gateway.sms_url} {second.sms_url}"
        gateway.set_faults("error-503")
        second.set_faults("error-503")
        with pytest.raises(TemporaryFailure):
            ask(zoe)
        second.set_faults()
        assert ask(zoe).state == ReceiptState.SENT
        assert (len(gateway.sent()), len(second.sent())) == (0, 1)


def test_who_dies_while_trying_again_leaves_the_first_account_in_doubt(
    zoe: Participation, gateway: SmsGateway, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SmsGateway.start() as second:
        settings.SMS_URL = f"{gateway.sms_url} {second.sms_url}"
        gateway.set_faults("error-503")
        second.set_faults("error-503")
        with pytest.raises(TemporaryFailure):
            ask(zoe)
        gateway.set_faults()
        second.set_faults()
        with killed_before_the_mark(monkeypatch):
            ask(zoe)
        gateway.set_faults("error-503")
        with pytest.raises(TemporaryFailure):
            ask(zoe)
        assert (len(gateway.sent()), len(second.sent())) == (1, 0)


@pytest.mark.parametrize("first", ["refuses", "is left alone"])
def test_who_dies_after_the_second_account_took_it_leaves_that_one_in_doubt(
    zoe: Participation, gateway: SmsGateway, settings: Any, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    with SmsGateway.start() as second:
        settings.SMS_URL = f"{gateway.sms_url} {second.sms_url}"
        if first == "refuses":
            gateway.set_faults("error-503")
        else:
            for _ in range(MOST_FAILURES):
                Breaker(name_of(platform_accounts()[0])).failed(Passage.CLOSED)
        with killed_before_the_mark(monkeypatch):
            ask(zoe)
        caches["shared"].clear()
        gateway.set_faults()
        assert ask(zoe).state == ReceiptState.SENT
        assert (len(gateway.sent()), len(second.sent())) == (0, 1)


def test_a_night_does_not_forget_who_may_have_sent_it(
    office: Office, gateway: SmsGateway, settings: Any, monday: TimeMachineFixture
) -> None:
    place = book_rdv(office.wanted(NINE + timedelta(minutes=90)), identity=ZOE, by=VISITOR, now=clock.now())
    evening = NINE - timedelta(hours=11, minutes=5)

    def again() -> object:
        with taking(Turn(at=evening, is_last=False)):
            return send(
                kind=MessageKind.RDV_BOOKED,
                channel=Channel.SMS,
                key="n",
                now=clock.now(),
                participation=place,
            )

    with SmsGateway.start() as second:
        settings.SMS_URL = f"{gateway.sms_url} {second.sms_url}"
        monday.move_to(evening)
        _refused(again, gateway, "lose-answer", TemporaryFailure)
        monday.move_to(evening + timedelta(hours=2))
        _refused(again, gateway, "", NotBefore)
        monday.move_to(NINE - timedelta(minutes=50))
        _refused(again, gateway, "error-503", TemporaryFailure)
        assert (len(gateway.sent()), second.asked()) == (1, 0)


def _refused(again: Callable[[], object], gateway: SmsGateway, fault: str, refusal: type[Exception]) -> None:
    gateway.set_faults(*[fault] if fault else [])
    with pytest.raises(refusal):
        again()
