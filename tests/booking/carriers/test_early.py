"""A carrier that reports before we have written that the message left."""

from collections.abc import Callable
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse

from booking.commands import keep_receipt
from booking.models import Receipt
from booking.reactions import by_sms
from booking.vocabulary import ReceiptState
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.carriers.conftest import post, reminded, use_own_account
from tests.booking.commands.conftest import Office
from tests.counterparts.sms_gateway.client import SmsGateway

pytestmark = pytest.mark.django_db(transaction=True)

type Call = Callable[..., HttpResponse]


@pytest.fixture
def told_before(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str, str], object]], None]:
    """The carrier calls between its answer and our mark: `call(carrier id, receipt id)`."""

    def install(call: Callable[[str, str], object]) -> None:
        remember, note_sent = by_sms.remember, keep_receipt.note_sent

        def elsewhere(*said: str) -> None:
            """A request of its own, on a connection of its own."""

            def ask() -> None:
                call(*said)
                connection.close()

            asking = Thread(target=ask)
            asking.start()
            asking.join(timeout=30)

        def first(*args: object, **kwargs: object) -> None:
            elsewhere(str(kwargs["carrier_id"]), str(args[0]))
            remember(*args, **kwargs)  # type: ignore[arg-type]

        def second(receipt: Receipt, **kwargs: object) -> Receipt:
            elsewhere(str(kwargs["carrier_id"]), str(receipt.pk))
            return note_sent(receipt, **kwargs)  # type: ignore[arg-type]

        monkeypatch.setattr(by_sms, "remember", first)
        monkeypatch.setattr(by_sms, "note_sent", second)

    return install


def test_by_our_reference_to_the_platforms_account(
    office: Office, arras: Tenant, told_before: Callable[..., None]
) -> None:
    def call(carrier_id: str, reference: str) -> None:
        post("http/accuses", {"id": carrier_id, "reference": reference, "state": "delivered"})

    told_before(call)
    with in_tenant(arras):
        assert reminded(office).state == ReceiptState.DELIVERED


def test_by_the_carriers_own_id_only(
    office: Office, arras: Tenant, gateway: SmsGateway, at_home: Call, told_before: Callable[..., None]
) -> None:
    told_before(
        lambda carrier_id, _: at_home("http/accuses", {"id": carrier_id, "state": "failed", "code": "x9"})
    )
    with in_tenant(arras):
        use_own_account(gateway)
        receipt = reminded(office)
    assert (receipt.state, receipt.reason) == (ReceiptState.FAILED, "transporteur-x9")


def test_delivered_is_the_last_word_even_early(
    office: Office, arras: Tenant, gateway: SmsGateway, at_home: Call, told_before: Callable[..., None]
) -> None:
    def call(carrier_id: str, reference: str) -> None:
        for state in ("failed", "delivered", "failed"):
            at_home("http/accuses", {"id": carrier_id, "state": state, "code": "x9"})

    told_before(call)
    with in_tenant(arras):
        use_own_account(gateway)
        assert reminded(office).state == ReceiptState.DELIVERED


def test_another_administrations_account_has_ids_of_its_own(
    office: Office,
    neighbour: Office,
    arras: Tenant,
    pas_de_calais: Tenant,
    gateway: SmsGateway,
    at_home: Call,
) -> None:
    """Two gateways may number alike: what Arras's tells is not the département's."""
    for number in range(1001, 1010):
        at_home("http/accuses", {"id": str(number), "reference": str(uuid4()), "state": "delivered"})
    with in_tenant(pas_de_calais):
        use_own_account(gateway)
        assert reminded(neighbour).state == ReceiptState.SENT
