"""The carrier of the tests and of the demo, as a client sees it: no product code here."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.sms_gateway.client import SmsGateway
from tests.foundation.courier.recorder import Recorder, running_recorder

SMS = {"to": "+33612345678", "text": "RDV mardi", "sender": "Arras", "reference": "41-7"}


@pytest.fixture
def gateway(gateway_process: SmsGateway) -> SmsGateway:
    gateway_process.clear()
    return gateway_process


@pytest.fixture
def callback(gateway: SmsGateway) -> Iterator[Recorder]:
    """Where the gateway reports: a server of this process."""
    with running_recorder() as recorder:
        gateway.configure(callback=f"{recorder.url}/retour/{{dialect}}/")
        yield recorder


def ask(gateway: SmsGateway, path: str = "/http", key: str = "", **facts: Any) -> httpx.Response:
    facts = facts or {"json": SMS}
    headers = {"Idempotency-Key": key} if key else {}
    return httpx.post(f"{gateway.url}{path}", trust_env=False, headers=headers, **facts)


def test_a_key_asked_twice_is_one_sms(gateway: SmsGateway) -> None:
    first, again = ask(gateway, key="k1"), ask(gateway, key="k1")
    assert (first.status_code, first.json()) == (202, again.json())
    ask(gateway, key="k2")
    assert (len(gateway.sent()), gateway.asked()) == (2, 3)


def test_a_carrier_without_keys_sends_again(gateway: SmsGateway) -> None:
    form = {"destinationAddress": "33612345678", "messageText": "RDV", "originatingAddress": "Arras"}
    for _ in range(2):
        answer = ask(gateway, "/netsize", data=form, auth=("rdv", "secret"))
        assert answer.json()["responseCode"] == 0
    assert len(gateway.sent()) == 2


@pytest.mark.parametrize(
    ("path", "facts", "status"),
    [
        ("/http", {"json": {**SMS, "to": "0612345678"}}, 422),
        ("/http", {"content": b"<xml>"}, 400),
        ("/http", {"json": {**SMS, "sender": "1 Arras"}}, 422),
        ("/brevo/transactionalSMS/send", {"json": {}}, 401),
        ("/ovh/sms/sms-ab1-1/jobs", {"json": {}}, 403),
        ("/netsize", {"data": {"a": "b"}}, 401),
        ("/ailleurs", {"json": SMS}, 404),
    ],
)
def test_what_a_carrier_would_refuse_is_refused(
    gateway: SmsGateway, path: str, facts: dict[str, Any], status: int
) -> None:
    assert ask(gateway, path, **facts).status_code == status
    assert gateway.sent() == []


@pytest.mark.parametrize(("fault", "status"), [("error-500", 500), ("error-503", 503), ("too-many", 429)])
def test_a_fault_strikes_until_it_is_lifted(gateway: SmsGateway, fault: str, status: int) -> None:
    gateway.set_faults(fault)
    assert [ask(gateway).status_code for _ in range(2)] == [status] * 2
    gateway.set_faults()
    assert ask(gateway).status_code == 202


def test_a_fault_may_be_counted_or_of_one_dialect(gateway: SmsGateway) -> None:
    gateway.set_faults("error-503@brevo", error_500=1)
    assert [ask(gateway).status_code for _ in range(2)] == [500, 202]


def test_an_answer_may_be_lost_after_the_sms_left(gateway: SmsGateway) -> None:
    gateway.set_faults(lose_answer=1)
    with pytest.raises(httpx.RemoteProtocolError):
        ask(gateway, key="k1")
    assert ask(gateway, key="k1").status_code == 202
    assert len(gateway.sent()) == 1


def test_an_answer_may_never_come(gateway: SmsGateway) -> None:
    gateway.set_faults(hang=1)
    gateway.configure(hang_seconds=0.5)
    with pytest.raises(httpx.ReadTimeout):
        ask(gateway, json=SMS, timeout=0.1)
    assert gateway.sent() == []


def test_a_report_follows_the_answer(gateway: SmsGateway, callback: Recorder) -> None:
    number = ask(gateway).json()["id"]
    assert gateway.told(1)[0]["status"] == 200
    (asked,) = callback.asked
    assert asked.path == "/retour/http/"
    assert json.loads(asked.body) == {
        "id": number,
        "reference": "41-7",
        "state": "delivered",
        "code": "delivered",
    }


def test_a_report_may_come_twice_late_or_never(gateway: SmsGateway, callback: Recorder) -> None:
    gateway.set_faults(report_twice=1)
    ask(gateway)
    assert len(gateway.told(2)) == 2
    gateway.set_faults(report_late=1, report_lost=1)
    ask(gateway)
    ask(gateway)
    assert len(callback.asked) == 2
    assert gateway.release_reports() == 1
    assert len(gateway.told(3)) == 3


def test_a_report_may_say_that_the_phone_was_not_reached(gateway: SmsGateway, callback: Recorder) -> None:
    gateway.set_faults(report_failed=1, report_expired=1)
    ask(gateway)
    ask(gateway)
    gateway.told(2)
    assert [json.loads(asked.body)["state"] for asked in callback.asked] == ["failed", "expired"]


def test_a_report_refused_is_told_again(gateway: SmsGateway, callback: Recorder) -> None:
    callback.status = 500
    ask(gateway)
    assert gateway.told(1)[0]["status"] == 500
    assert len(callback.asked) == 3


def test_a_phone_answers_in_the_words_of_each_dialect(gateway: SmsGateway, callback: Recorder) -> None:
    for dialect in ("http", "brevo", "ovh", "netsize", "template"):
        gateway.say(dialect, "+33612345678", "Non merci", reference="41-7")
    gateway.told(5)
    assert [asked.path for asked in callback.asked] == [
        f"/retour/{dialect}/" for dialect in ("http", "brevo", "ovh", "netsize", "template")
    ]
    assert all(b"Non" in asked.body for asked in callback.asked)


def test_a_tenant_s_host_is_this_machine(gateway: SmsGateway, callback: Recorder) -> None:
    gateway.configure(callback=f"http://arras.rdv.localhost:{callback.port}/retour/")
    ask(gateway)
    gateway.told(1)
    assert callback.asked[0].headers["host"] == f"arras.rdv.localhost:{callback.port}"


def test_each_sms_really_sent_is_shown_by_the_mailbox() -> None:
    with Mailbox.start() as mailbox, SmsGateway.start("--forward", mailbox.sms_url) as gateway:
        ask(gateway, key="k1")
        ask(gateway, key="k1")
        gateway.told(1)
        (message,) = mailbox.messages()
        assert (message["kind"], message["to"], message["text"]) == ("sms", "+33612345678", "RDV mardi")


def test_nobody_steers_it_without_the_key(gateway: SmsGateway) -> None:
    for method, path in (("GET", "messages"), ("POST", "oublier"), ("PUT", "")):
        answer = httpx.request(method, f"{gateway.url}/pilotage/{path}", trust_env=False)
        assert answer.status_code == 403


def test_an_unknown_fault_or_setting_is_a_mistake_of_the_test(gateway: SmsGateway) -> None:
    with pytest.raises(AssertionError, match="unknown"):
        gateway.set_faults("eror-500")
    with pytest.raises(AssertionError, match="unknown"):
        gateway.configure(latence=1)
