from datetime import timedelta
from uuid import uuid4

import pytest

from foundation.outbox.forget import forget
from foundation.outbox.models import Delivery, DeliveryState, Message
from tests.conftest import BEGINNING

pytestmark = pytest.mark.django_db


def test_what_was_delivered_a_month_ago_is_forgotten_and_nothing_else() -> None:
    now = BEGINNING + timedelta(days=40)
    for days_ago, state in ((31, DeliveryState.DONE), (31, DeliveryState.PENDING), (29, DeliveryState.DONE)):
        at = now - timedelta(days=days_ago)
        message = Message.objects.create(id=uuid4(), name="booking.rdv.booked", payload={}, at=at)
        Delivery.objects.create(message=message, reaction="booking.email", state=state, not_before=at)
    assert forget(now) == 1
    assert Message.objects.count() == Delivery.objects.count() == 2
