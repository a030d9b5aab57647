"""A relay that dies, or sleeps, loses what it had taken and nothing else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from foundation import clock
from foundation.outbox.claim import LEASE, claim, mark_failed, still_ours
from foundation.outbox.models import Delivery, DeliveryState
from foundation.outbox.relay import relay_once
from tenants.models import Tenant
from tests.foundation.outbox.trial import Journal, StepTaken, take_step

pytestmark = pytest.mark.django_db(transaction=True)


def soon() -> datetime:
    return clock.now() + timedelta(seconds=1)


def test_a_relay_killed_between_claim_and_mark_gives_its_delivery_back(
    arras: Tenant, journal: Journal
) -> None:
    take_step(arras, uuid4())
    now = soon()
    assert len(claim(now, 10)) == 1
    assert relay_once(now + LEASE - timedelta(seconds=1)) == 0
    assert relay_once(now + LEASE) == 1
    assert journal.steps == [0]


def test_a_relay_that_wakes_up_too_late_marks_nothing(arras: Tenant, journal: Journal) -> None:
    take_step(arras, uuid4())
    now = soon()
    (stale,) = claim(now, 10)
    relay_once(now + LEASE)
    assert not still_ours(stale, now + LEASE)
    mark_failed(stale, now + LEASE, error="late", for_good=True)
    assert Delivery.objects.get().state == DeliveryState.DONE


def test_a_slow_batch_leaves_what_another_relay_took_meanwhile(
    arras: Tenant, journal: Journal, time_machine: TimeMachineFixture
) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    time_machine.move_to(start)

    def dawdle(event: StepTaken) -> None:
        if len(journal.steps) == 1:
            time_machine.move_to(start + LEASE + timedelta(seconds=2))
            relay_once(clock.now())

    journal.breaks = dawdle
    for step in (1, 2):
        take_step(arras, uuid4(), step)
    relay_once(soon())
    assert journal.steps == [1, 1, 2]
