import json
import logging
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.courier.carriers import CARRIERS
from foundation.courier.returns import (
    DeliveryReport,
    InboundSms,
    ReportState,
    acknowledgement,
    inbound,
    reports,
)

JSON = {"Content-Type": "application/json; charset=utf-8"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_brevo_reports_one_or_several() -> None:
    told = {"id": 26570, "to": "33612345678", "messageId": 123, "msg_status": "delivered", "tag": ["41-7"]}
    delivered = DeliveryReport("123", "41-7", ReportState.DELIVERED, "delivered")
    assert reports("brevo", json.dumps(told).encode(), JSON, {}) == [delivered]
    bounced = {**told, "msg_status": "hard_bounce", "error_code": 12}
    body = json.dumps([told, bounced]).encode()
    assert reports("brevo", body, JSON, {}) == [
        delivered,
        DeliveryReport("123", "41-7", ReportState.FAILED, "12"),
    ]


def test_brevo_tells_a_reply_as_an_event() -> None:
    told = {"msg_status": "replied", "to": "33612345678", "messageId": 9, "reply": "OUI", "tag": "41-7"}
    body = json.dumps(told).encode()
    assert inbound("brevo", body, JSON, {}) == [InboundSms("+33612345678", "", "OUI", "9", None, "41-7")]
    assert reports("brevo", body, JSON, {}) == []


@pytest.mark.parametrize(
    ("dlr", "state"), [("1", "delivered"), ("2", "failed"), ("8", "sent"), ("16", "failed")]
)
def test_ovh_reports_in_the_address(dlr: str, state: str) -> None:
    told = reports("ovh", b"", {}, {"id": "77", "dlr": dlr, "ptt": "1001"})
    assert told == [DeliveryReport("77", "", ReportState(state), "1001")]


def test_ovh_hands_over_a_reply_with_the_tag_of_what_it_answers() -> None:
    body = b"id=5&senderid=%2B33612345678&shortcode=38069&message=Non+merci&tag=41-7"
    assert inbound("ovh", body, FORM, {}) == [
        InboundSms("+33612345678", "38069", "Non merci", "5", None, "41-7")
    ]


@pytest.mark.parametrize(
    ("status", "reason", "state"), [("0", "0", "delivered"), ("2", "100", "expired"), ("2", "104", "failed")]
)
def test_netsize_reports_by_form(status: str, reason: str, state: str) -> None:
    body = f"MessageId=3-9&DestinationAddress=33612345678&StatusCode={status}&ReasonCode={reason}".encode()
    assert reports("netsize", body, FORM, {}) == [DeliveryReport("3-9", "", ReportState(state), reason)]


def test_netsize_hands_over_a_reply_and_wants_its_own_thanks() -> None:
    body = "MessageId=4&OriginatorAddress=33612345678&DestinationAddress=38069&Message=Je+serai+l%C3%A0"
    assert inbound("netsize", body.encode(), FORM, {}) == [
        InboundSms("+33612345678", "38069", "Je serai là", "4", None)
    ]
    assert 'ack="true"' in acknowledgement("netsize").body
    assert acknowledgement("brevo").body == "OK"


@pytest.mark.parametrize("driver", ["http", "template"])
@pytest.mark.parametrize("word", ["delivered", "DELIVRD", "Delivered"])
def test_other_gateways_are_understood_by_the_words_of_the_trade(driver: str, word: str) -> None:
    body = json.dumps({"message_id": "a1", "ref": "41-7", "status": word}).encode()
    assert reports(driver, body, JSON, {}) == [DeliveryReport("a1", "41-7", ReportState.DELIVERED, word)]
    assert reports(driver, b"", {}, {"message_id": "a1", "ref": "41-7", "status": word})
    assert inbound(driver, body, JSON, {}) == []


def test_the_moment_is_kept_when_it_names_its_zone() -> None:
    body = json.dumps({"from": "0612345678", "to": "38069", "text": "OUI", "at": "2026-11-24T09:20:00+01:00"})
    (said,) = inbound("http", body.encode(), JSON, {})
    assert said.at == datetime(2026, 11, 24, 8, 20, tzinfo=UTC)
    assert said.sender == "+33612345678"


@pytest.mark.parametrize("driver", [*CARRIERS, "inconnu"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1, null]", b"\xff\xfe", b'{"state": {"a": 1}}', b"[" * 100_000]
)
def test_what_is_not_understood_is_counted_and_never_fails(
    driver: str, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert reports(driver, body, JSON, {}) == inbound(driver, body, JSON, {}) == []
    assert len([each for each in caplog.records if "not understood" in each.message]) == 2


@given(st.sampled_from(sorted(CARRIERS)), st.binary(max_size=300), st.sampled_from([JSON, FORM, {}]))
def test_a_stranger_s_bytes_never_raise(driver: str, body: bytes, headers: dict[str, str]) -> None:
    reports(driver, body, headers, {})
    inbound(driver, body, headers, {})


VALUES = st.one_of(st.text(max_size=30), st.integers(), st.none(), st.lists(st.text(max_size=5), max_size=2))
NAMES = st.sampled_from(
    ["id", "messageId", "msg_status", "dlr", "StatusCode", "MessageId", "from", "to", "text", "at", "message"]
)


@given(st.sampled_from(sorted(CARRIERS)), st.dictionaries(NAMES, VALUES, max_size=8))
def test_a_stranger_s_fields_never_raise(driver: str, told: dict[str, object]) -> None:
    body = json.dumps(told).encode()
    reports(driver, body, JSON, {})
    inbound(driver, body, JSON, {})
