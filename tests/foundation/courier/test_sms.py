from typing import Any

import pytest

from foundation.courier.failures import PermanentFailure, TemporaryFailure
from foundation.courier.sms import Sms, post_sms
from tests.counterparts.mailbox.client import Mailbox

REMINDER = Sms("+33612345678", "Rappel : RDV mardi 24/11 à 9 h 20, n’oubliez pas.", "Arras")


def test_an_sms_arrives_normalised(mailbox: Mailbox) -> None:
    assert post_sms(REMINDER, reference="41-7").carrier_id.startswith("sms-")
    (message,) = mailbox.messages()
    assert (message["kind"], message["to"], message["sender"]) == ("sms", "+33612345678", "Arras")
    assert message["text"] == "Rappel : RDV mardi 24/11 à 9 h 20, n'oubliez pas."


def test_asked_twice_under_one_reference_it_is_sent_once(mailbox: Mailbox) -> None:
    assert post_sms(REMINDER, reference="41-7") == post_sms(REMINDER, reference="41-7")
    assert len(mailbox.messages()) == 1


def test_a_number_the_gateway_refuses_is_given_up(mailbox: Mailbox) -> None:
    with pytest.raises(PermanentFailure, match=r"^sms-422$"):
        post_sms(Sms("0612345678", "Bonjour", "Arras"), reference="1")


def test_a_busy_gateway_is_tried_again(mailbox: Mailbox) -> None:
    with pytest.raises(TemporaryFailure, match=r"^sms-503$"):
        post_sms(Sms("+33600000503", "Bonjour", "Arras"), reference="1")


def test_a_wrong_address_of_the_gateway_is_ours_to_repair(mailbox: Mailbox, settings: Any) -> None:
    settings.SMS_URL = f"{mailbox.url}/elsewhere"
    with pytest.raises(TemporaryFailure, match=r"^sms-404$"):
        post_sms(REMINDER, reference="1")


def test_a_gateway_that_is_down_is_tried_again(settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:1/sms"
    with pytest.raises(TemporaryFailure, match=r"^sms-connecterror$"):
        post_sms(REMINDER, reference="1")


def test_without_a_gateway_an_sms_is_refused_rather_than_lost(settings: Any) -> None:
    settings.SMS_URL = ""
    with pytest.raises(PermanentFailure, match=r"^sms-not-configured$"):
        post_sms(REMINDER, reference="1")
