"""Two workers with the same message in hand."""

from uuid import uuid4

import pytest

from booking.reactions.leaving import alone
from foundation.courier.failures import TemporaryFailure


def test_a_message_leaves_by_one_worker_at_a_time() -> None:
    receipt_id = uuid4()
    with alone(receipt_id), pytest.raises(TemporaryFailure), alone(receipt_id):
        pass
    with alone(receipt_id):
        pass


def test_a_failure_lets_the_next_one_try() -> None:
    receipt_id = uuid4()
    with pytest.raises(ValueError), alone(receipt_id):
        raise ValueError
    with alone(receipt_id):
        pass
