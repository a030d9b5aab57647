"""An administration's own carriers, on its own host."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from time_machine import Traveller

from booking.models import MessageSettings, Participation, Receipt
from booking.vocabulary import ReceiptState
from foundation.outbox.models import Message
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.booking.carriers.conftest import OWN_KEY, answers, post, reminded, said, use_own_account
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import ZOE
from tests.counterparts.sms_gateway.client import SmsGateway

pytestmark = pytest.mark.django_db(transaction=True)

type Call = Callable[..., HttpResponse]


@pytest.fixture
def sms(office: Office, arras: Tenant, gateway: SmsGateway) -> Receipt:
    with in_tenant(arras):
        use_own_account(gateway)
        return reminded(office)


def now_is(receipt: Receipt, tenant: Tenant) -> tuple[str, str]:
    with in_tenant(tenant):
        receipt.refresh_from_db()
    return receipt.state, receipt.reason


def events() -> int:
    with in_public():
        return Message.objects.filter(name="booking.answer.received").count()


def test_a_delivered_sms_is_marked_so(sms: Receipt, arras: Tenant, at_home: Call) -> None:
    report = {"id": sms.carrier_id, "reference": str(sms.pk), "state": "delivered"}
    answer = at_home("http/accuses", report)
    assert (answer.status_code, answer.content) == (200, b"OK")
    assert now_is(sms, arras) == (ReceiptState.DELIVERED, "")


def test_a_report_repeated_or_out_of_turn_is_harmless(sms: Receipt, arras: Tenant, at_home: Call) -> None:
    for state in ("delivered", "delivered", "sent", "failed"):
        at_home("http/accuses", {"id": sms.carrier_id, "state": state, "code": "x"})
    assert now_is(sms, arras) == (ReceiptState.DELIVERED, "")


def test_a_failure_keeps_the_carrier_s_code(sms: Receipt, arras: Tenant, at_home: Call) -> None:
    at_home("http/accuses", [{"id": sms.carrier_id, "state": "undeliv", "code": "Absent 27"}])
    assert now_is(sms, arras) == (ReceiptState.FAILED, "transporteur-absent 27")


def test_a_report_about_nothing_changes_nothing(sms: Receipt, arras: Tenant, at_home: Call) -> None:
    for report in (
        {"id": "", "reference": "x"},
        {"id": "9", "reference": str(uuid4())},
        {},
        [1, None],
    ):
        answer = at_home(
            "http/accuses", {"state": "delivered", **report} if isinstance(report, dict) else report
        )
        assert answer.status_code == 200
    assert now_is(sms, arras)[0] == ReceiptState.SENT


def test_an_answer_is_kept_once_however_often_it_is_told(sms: Receipt, arras: Tenant, at_home: Call) -> None:
    for _ in range(3):
        assert at_home("http/reponses", said("NON")).status_code == 200
    assert at_home("http/reponses", said("NON", id="4002")).status_code == 200
    assert answers(arras) == ["NON", "NON"]
    assert events() == 2


def test_the_same_word_next_month_is_another_answer(
    sms: Receipt, arras: Tenant, at_home: Call, monday: Traveller
) -> None:
    """Of a gateway that tells neither an id nor a moment."""
    for _ in range(2):
        at_home("template/reponses", {"from": ZOE.phone, "text": "OUI"})
    assert answers(arras) == ["OUI"]
    monday.shift(timedelta(days=30))
    at_home("template/reponses", {"from": ZOE.phone, "text": "OUI"})
    assert answers(arras) == ["OUI", "OUI"]


def test_a_carrier_that_cannot_post_puts_it_in_the_address(
    sms: Receipt, arras: Tenant, at_home: Call
) -> None:
    client = Client(HTTP_HOST=arras.host)
    told = {"id": "77", "senderid": "+33612345678", "shortcode": "38069", "message": "OUI"}
    answer = client.get(f"/retours/{OWN_KEY}/ovh/reponses/", told, secure=True)
    assert answer.status_code == 200
    assert answers(arras) == ["OUI"]


def test_netsize_is_answered_in_its_own_words(sms: Receipt, at_home: Call) -> None:
    answer = at_home("netsize/accuses", {"MessageId": "1", "StatusCode": "0", "ReasonCode": "0"})
    assert answer.headers["Content-Type"] == "text/xml"
    assert b'ack="true"' in answer.content


def test_one_address_serves_a_carrier_that_knows_only_one(sms: Receipt, arras: Tenant, at_home: Call) -> None:
    at_home("http/reponses", {"id": sms.carrier_id, "state": "delivered"})
    at_home("http/accuses", said("OUI"))
    assert now_is(sms, arras)[0] == ReceiptState.DELIVERED
    assert answers(arras) == ["OUI"]


@pytest.mark.parametrize("key", ["cle-de-la-plateforme", "cle-d-arra", "x"])
def test_a_forged_key_opens_nothing(key: str, sms: Receipt, arras: Tenant, at_home: Call) -> None:
    answer = at_home("http/reponses", said("NON"), key=key)
    assert answer.status_code == 401
    assert json.loads(answer.content)["code"] == "cle-inconnue"
    assert answers(arras) == []


def test_without_a_key_of_its_own_nobody_may_post(sms: Receipt, pas_de_calais: Tenant, at_home: Call) -> None:
    assert at_home("http/reponses", said("NON"), host=pas_de_calais.host).status_code == 401


def test_a_hundred_kilobytes_are_not_read(sms: Receipt, arras: Tenant, at_home: Call) -> None:
    assert at_home("http/reponses", said("N" * 100_000)).status_code == 413
    assert answers(arras) == []


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"[[[[", b"", b"\x00", b'{"id": {"a": []}}'])
def test_what_nobody_understands_is_taken_all_the_same(body: bytes, sms: Receipt, at_home: Call) -> None:
    for path in ("http/reponses", "brevo/accuses", "inconnu/reponses"):
        assert at_home(path, body, accept="application/xml").status_code == 200


def test_the_neighbour_s_carrier_changes_nothing_here(
    sms: Receipt, arras: Tenant, neighbour: Office, pas_de_calais: Tenant
) -> None:
    with in_tenant(pas_de_calais):
        MessageSettings.objects.create(id=1, inbound_key="cle-du-62")
    report = {"id": sms.carrier_id, "reference": str(sms.pk), "state": "failed"}
    post("http/accuses", report, host=pas_de_calais.host, key="cle-du-62")
    post("http/reponses", said("NON", reference=str(sms.pk)), host=pas_de_calais.host, key="cle-du-62")
    assert now_is(sms, arras)[0] == ReceiptState.SENT
    with in_tenant(arras):
        assert Participation.objects.get().status == "scheduled"
