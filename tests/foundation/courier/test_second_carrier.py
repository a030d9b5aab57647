"""Who is asked when a carrier does not take a message, or does not say."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import caches
from redis.exceptions import RedisError

from foundation.courier.carriers import exchange
from foundation.courier.failures import PermanentFailure, TemporaryFailure, UnknownOutcome
from foundation.courier.sms import Sms, SmsAccount, post_sms
from tests.counterparts.sms_gateway.client import SmsGateway

REMINDER = Sms("+33612345678", "Rappel : RDV mardi 24/11.", "Arras")


@pytest.fixture
def two(account: Callable[[str], SmsAccount]) -> list[SmsAccount]:
    return [account("http"), account("brevo")]


def dialects(gateway: SmsGateway) -> list[str]:
    return [sent["dialect"] for sent in gateway.sent()]


@pytest.mark.parametrize("fault", ["error-500", "error-503", "too-many", "no-credit"])
def test_a_carrier_that_fails_is_replaced_at_once(
    gateway: SmsGateway, two: list[SmsAccount], fault: str
) -> None:
    gateway.set_faults(f"{fault}@http")
    assert post_sms(REMINDER, reference="1", accounts=two).carrier == "brevo"
    assert dialects(gateway) == ["brevo"]


def test_a_carrier_that_is_down_is_replaced(gateway: SmsGateway, account: Any) -> None:
    down = SmsAccount("http", {"url": "http://127.0.0.1:1/sms"})
    assert post_sms(REMINDER, reference="1", accounts=[down, account("ovh")]).carrier == "ovh"


def test_an_account_that_lacks_a_key_is_passed_over(gateway: SmsGateway, account: Any) -> None:
    broken = SmsAccount("brevo", {})
    assert post_sms(REMINDER, reference="1", accounts=[broken, account("netsize")]).carrier == "netsize"


def test_a_message_refused_for_good_is_not_shown_to_the_second(
    gateway: SmsGateway, two: list[SmsAccount]
) -> None:
    gateway.set_faults("refuse@http")
    with pytest.raises(PermanentFailure):
        post_sms(REMINDER, reference="1", accounts=two)
    assert gateway.asked() == 1


def test_when_both_fail_the_last_reason_is_told(gateway: SmsGateway, two: list[SmsAccount]) -> None:
    gateway.set_faults("error-503@http", "error-500@brevo")
    with pytest.raises(TemporaryFailure, match=r"^sms-500$"):
        post_sms(REMINDER, reference="1", accounts=two)


def lost(two: list[SmsAccount]) -> str:
    """Who may have sent it."""
    with pytest.raises(UnknownOutcome) as caught:
        post_sms(REMINDER, reference="1", accounts=two)
    return caught.value.account


@pytest.mark.parametrize("fault", ["lose-answer", "error-502"])
def test_after_an_answer_lost_only_the_same_carrier_is_asked_again(
    gateway: SmsGateway, two: list[SmsAccount], fault: str
) -> None:
    gateway.set_faults(f"{fault}@http")
    doubted = lost(two)
    # Whatever was in memory: who asks keeps the doubt.
    caches["shared"].clear()
    # Even once the first is known to fail for now, the second stays out of it.
    gateway.set_faults("error-503@http")
    with pytest.raises(TemporaryFailure):
        post_sms(REMINDER, reference="1", accounts=two, doubted=doubted)
    gateway.set_faults()
    assert post_sms(REMINDER, reference="1", accounts=two, doubted=doubted).carrier == "http"
    assert dialects(gateway) == ["http"]


def test_the_doubt_is_about_one_message_only(gateway: SmsGateway, two: list[SmsAccount]) -> None:
    gateway.set_faults("lose-answer@http")
    lost(two)
    gateway.set_faults("error-503@http")
    assert post_sms(REMINDER, reference="2", accounts=two).carrier == "brevo"


def test_a_carrier_withdrawn_since_leaves_the_message_to_the_others(
    gateway: SmsGateway, two: list[SmsAccount]
) -> None:
    gateway.set_faults("lose-answer@http")
    doubted = lost(two)
    assert post_sms(REMINDER, reference="1", accounts=two[1:], doubted=doubted).carrier == "brevo"


def test_a_carrier_too_slow_to_answer_leaves_a_doubt(
    gateway: SmsGateway, two: list[SmsAccount], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "TIMEOUT_SECONDS", 0.2)
    gateway.set_faults(answer_late=1)
    gateway.configure(hang_seconds=1.0)
    with pytest.raises(UnknownOutcome, match=r"^sms-readtimeout$") as caught:
        post_sms(REMINDER, reference="1", accounts=two)
    doubted = caught.value.account
    assert post_sms(REMINDER, reference="1", accounts=two, doubted=doubted).carrier == "http"
    assert dialects(gateway) == ["http"]


def test_after_five_failures_the_first_carrier_is_left_alone(
    gateway: SmsGateway, two: list[SmsAccount]
) -> None:
    gateway.set_faults("error-503@http")
    for number in range(8):
        post_sms(REMINDER, reference=f"{number}", accounts=two)
    assert (len(gateway.sent()), gateway.asked()) == (8, 8 + 5)


def test_with_every_carrier_left_alone_the_message_waits(gateway: SmsGateway, account: Any) -> None:
    gateway.set_faults("error-503")
    for number in range(5):
        with pytest.raises(TemporaryFailure, match=r"^sms-503$"):
            post_sms(REMINDER, reference=f"{number}", accounts=[account("ovh")])
    with pytest.raises(TemporaryFailure, match=r"^sms-circuit-open$"):
        post_sms(REMINDER, reference="5", accounts=[account("ovh")])


def test_a_wrong_number_says_nothing_against_the_carrier(gateway: SmsGateway, account: Any) -> None:
    wrong = Sms("0612345678", "Bonjour", "Arras")
    for number in range(7):
        with pytest.raises(PermanentFailure):
            post_sms(wrong, reference=f"{number}", accounts=[account("brevo")])
    assert post_sms(REMINDER, reference="8", accounts=[account("brevo")]).carrier == "brevo"


def test_the_same_reference_from_many_workers_leaves_once(gateway: SmsGateway, two: list[SmsAccount]) -> None:
    gateway.set_faults(lose_answer=2)
    with ThreadPoolExecutor(8) as workers:
        asked = [workers.submit(post_sms, REMINDER, reference="1", accounts=two[:1]) for _ in range(8)]
    assert sum(isinstance(each.exception(), UnknownOutcome) for each in asked) == 2
    assert len(gateway.sent()) == 1


def test_without_a_cache_messages_still_leave(
    gateway: SmsGateway, two: list[SmsAccount], settings: Any
) -> None:
    down = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "shared": down}
    with pytest.raises(RedisError):
        caches["shared"].get("anything")
    gateway.set_faults("error-503@http")
    assert post_sms(REMINDER, reference="1", accounts=two).carrier == "brevo"


def test_the_platform_s_accounts_take_over_from_one_another(gateway: SmsGateway, settings: Any) -> None:
    settings.SMS_URL = f"http://127.0.0.1:1/sms {gateway.sms_url}"
    assert post_sms(REMINDER, reference="1").carrier == "http"
    assert dialects(gateway) == ["http"]


def test_an_ordinary_message_costs_the_cache_one_reading(
    gateway: SmsGateway, two: list[SmsAccount], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    client = type(caches["shared"]._cache.get_client())  # type: ignore[attr-defined]
    execute = client.execute_command

    def counted(self: Any, *words: Any, **options: Any) -> Any:
        asked.append(str(words[0]))
        return execute(self, *words, **options)

    monkeypatch.setattr(client, "execute_command", counted)
    post_sms(REMINDER, reference="1", accounts=two)
    assert asked == ["MGET"]
