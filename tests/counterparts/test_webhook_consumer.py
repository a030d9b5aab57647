"""The program that is told of rdvs: it believes what its key signed, and knows nothing of the product."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from standardwebhooks import Webhook

from tests.counterparts.processes import product_imports
from tests.counterparts.webhook_consumer.client import Consumer

KEY, OTHER = "whsec_" + "QUJD" * 11, "whsec_" + "REVG" * 11
AT = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def process() -> Iterator[Consumer]:
    with Consumer.start() as consumer:
        yield consumer


@pytest.fixture
def consumer(process: Consumer) -> Consumer:
    process.forget()
    process.trust(KEY, at=AT)
    return process


def call(consumer: Consumer, *, key: str = KEY, at: datetime = AT) -> int:
    body = '{"type": "webhook.test"}'
    headers = {
        "webhook-id": "1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(key).sign("1", at, body),
    }
    return httpx.post(consumer.url, content=body, headers=headers, trust_env=False).status_code


def test_it_believes_its_own_key_and_a_fresh_message(consumer: Consumer) -> None:
    assert call(consumer) == 204
    assert call(consumer, key=OTHER) == 401
    assert call(consumer, at=AT.replace(hour=7)) == 401
    assert [each["signed_by"] for each in consumer.calls(3)] == [[0], [], []]


def test_it_fails_as_often_as_it_is_asked_to(consumer: Consumer) -> None:
    consumer.set_faults(error_500=1, gone=1)
    assert [call(consumer) for _ in range(2)] == [500, 410]
    consumer.set_faults("redirect")
    assert call(consumer) == 307
    consumer.set_faults("cut")
    with pytest.raises(httpx.TransportError):
        call(consumer)


def test_it_imports_no_product_package() -> None:
    assert product_imports("webhook_consumer") == []
