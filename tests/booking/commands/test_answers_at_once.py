"""One answer by SMS, told several times by its carrier, acted upon by several workers."""

import pytest

from booking.commands.answer_message import Outcome, answer_message
from booking.commands.book_rdv import book_rdv
from booking.commands.receive_answer import receive_answer
from booking.models import Participation, Receipt
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.courier.channels import Channel
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.answering import DAY, PHONE, told
from tests.booking.commands.at_once import at_once
from tests.booking.commands.conftest import NINE, NOW, ZOE, make_office
from tests.booking.commands.proof import index_lies
from tests.booking.commands.proof import told as events

pytestmark = pytest.mark.django_db(transaction=True)


def receive(message: Receipt) -> Receipt:
    return receive_answer(
        channel=Channel.SMS, contact=PHONE, text="NON", key="in:carrier:1", answers=message, now=NOW
    )


def test_no_said_once_cancels_once(arras: Tenant) -> None:
    """And not the next rdv of the same person."""
    with in_tenant(arras):
        office = make_office()
        first, second = (
            book_rdv(office.wanted(at), identity=ZOE, by=VISITOR, now=NOW) for at in (NINE, NINE + DAY)
        )
        message = told(first)
        told(second)
    received = at_once(arras, *[lambda: receive(message)] * 6)
    (receipt,) = {each.pk for each in received if isinstance(each, Receipt)}
    understood = at_once(arras, *[lambda: answer_message(receipt, now=NOW).outcome] * 6)
    assert understood == [Outcome.CANCELLED] * 6
    with in_tenant(arras):
        assert len(events("booking.answer.received")) == len(events("booking.rdv.cancelled")) == 1
        said = Participation.objects.order_by("rdv__starts_at").values_list("status", flat=True)
        assert list(said) == [RdvStatus.CANCELLED_BY_USAGER, RdvStatus.SCHEDULED]
        assert index_lies() == []
