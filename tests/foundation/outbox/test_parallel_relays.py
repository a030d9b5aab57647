from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connections

from foundation import clock
from foundation.outbox.models import Delivery, DeliveryState
from foundation.outbox.relay import relay_once
from tenants.models import Tenant
from tests.foundation.outbox.trial import Journal, take_step

RELAYS = 4


@pytest.mark.django_db(transaction=True)
def test_relays_side_by_side_deliver_each_message_once_and_in_order(
    arras: Tenant, pas_de_calais: Tenant, journal: Journal
) -> None:
    walks = [(tenant, uuid4()) for tenant in (arras, pas_de_calais) for _ in range(5)]
    sent = {take_step(tenant, walk, step): (walk, step) for step in range(4) for tenant, walk in walks}
    start = Barrier(RELAYS)
    threads = [Thread(target=_relay_until_empty, args=(start,)) for _ in range(RELAYS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    while relay_once(clock.now(), limit=5):
        pass
    received = [envelope.message_id for envelope in journal.envelopes]
    assert sorted(received) == sorted(sent)
    assert _steps_by_walk(received, sent) == [[0, 1, 2, 3]] * 10
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.DONE}


def _steps_by_walk(received: list[UUID], sent: dict[UUID, tuple[UUID, int]]) -> list[list[int]]:
    walks: dict[UUID, list[int]] = {}
    for number in received:
        walk, step = sent[number]
        walks.setdefault(walk, []).append(step)
    return list(walks.values())


def _relay_until_empty(start: Barrier) -> None:
    try:
        start.wait(timeout=30)
        while relay_once(clock.now(), limit=3):
            pass
    finally:
        connections.close_all()
