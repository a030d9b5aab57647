"""What monitoring and the logs learn of the platform's own SMS accounts."""

import logging
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache

from foundation.courier.contract import Sms
from foundation.courier.platform_credit import account_states, ask_credits
from foundation.courier.sms import platform_accounts, post_sms
from tests.counterparts.sms_gateway.client import SmsGateway

OVH = "ovh://ak:as@sms-ab1-1?consumer_key=ck"


@pytest.fixture
def two(gateway: SmsGateway, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """OVH, at the gateway, then a carrier that does not tell."""
    cache.clear()
    monkeypatch.setattr("foundation.courier.carriers.ovh.URL", f"{gateway.url}/ovh")
    settings.SMS_URL = f"{OVH}&alert_below=1000 {gateway.sms_url}"


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.message for each in caplog.records if each.levelno == logging.ERROR]


def test_each_account_says_what_is_left(gateway: SmsGateway, two: None, caplog: Any) -> None:
    ask_credits()
    ovh, other = account_states()
    assert ovh.credit is not None
    assert (ovh.carrier, ovh.credit.left, ovh.is_low, ovh.is_down) == ("ovh", Decimal("1250.5"), False, False)
    assert (other.carrier, other.credit, other.is_low) == ("http", None, False)
    assert errors(caplog) == []


def test_below_its_own_limit_an_account_is_low_and_an_error_is_logged(
    gateway: SmsGateway, two: None, caplog: Any
) -> None:
    gateway.configure(credit="999")
    ask_credits()
    assert [each.is_low for each in account_states()] == [True, False]
    assert errors(caplog) == ["the platform's sms account is nearly empty"]


def test_without_a_limit_of_its_own_five_thousand_is_one(
    gateway: SmsGateway, two: None, settings: Any
) -> None:
    settings.SMS_URL = OVH
    for left, low in (("4999", True), ("5000", False)):
        gateway.configure(credit=left)
        ask_credits()
        assert [each.is_low for each in account_states()] == [low]


def test_an_account_that_does_not_answer_is_an_error(two: None, settings: Any, caplog: Any) -> None:
    settings.SMS_URL = OVH.replace("ck", "autre")
    ask_credits()
    assert [each.credit for each in account_states()] == [None]
    assert errors(caplog) == ["the platform's sms account does not answer"]


def test_an_account_that_fails_again_and_again_is_down(gateway: SmsGateway, two: None, caplog: Any) -> None:
    gateway.set_faults("error-503@ovh")
    for number in range(5):
        post_sms(Sms("+33612345678", "Bonjour", "Arras"), reference=f"{number}")
    assert [each.is_down for each in account_states()] == [True, False]
    ask_credits()
    assert errors(caplog) == ["the platform's sms account fails again and again"]


def test_the_platform_s_accounts_are_told_where_to_report(two: None, settings: Any) -> None:
    assert {each.reports for each in platform_accounts()} == {""}
    settings.RETURNS_KEY = "cle"
    assert platform_accounts()[0].reports.endswith("://rdv.localhost/retours/cle/ovh/accuses/")


def test_without_any_account_nothing_is_asked_nor_shown(settings: Any) -> None:
    settings.SMS_URL = ""
    ask_credits()
    assert account_states() == ()
