import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from foundation import clock
from foundation.correlation import use_correlation_id
from foundation.courier.failures import PermanentFailure, TemporaryFailure
from foundation.outbox import wiring
from foundation.outbox.claim import BACKOFF, MAX_ATTEMPTS
from foundation.outbox.models import Delivery, DeliveryState
from foundation.outbox.relay import CLOSED_LIMIT, CLOSED_PAUSE, relay_once
from foundation.outbox.tasks import relay
from tenants.models import Tenant
from tests.foundation.outbox.closing import suspended
from tests.foundation.outbox.trial import Journal, StepTaken, take_step

pytestmark = pytest.mark.django_db(transaction=True)

CORRELATION = "0123456789abcdef0123456789abcdef"


def soon() -> datetime:
    return clock.now() + timedelta(seconds=1)


def test_a_message_is_delivered_once_in_its_own_tenant(
    arras: Tenant, pas_de_calais: Tenant, journal: Journal
) -> None:
    first, second = take_step(arras, uuid4()), take_step(pas_de_calais, uuid4())
    assert relay_once(soon()) == 2
    assert relay_once(soon()) == 0
    assert journal.schemas == [arras.schema_name, pas_de_calais.schema_name]
    assert [envelope.message_id for envelope in journal.envelopes] == [first, second]
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.DONE}


def test_no_transaction_is_open_while_a_reaction_runs(arras: Tenant, journal: Journal) -> None:
    take_step(arras, uuid4())
    relay_once(soon())
    assert journal.steps == [0]
    assert not journal.in_transaction


def test_a_reaction_works_under_the_id_of_the_request_that_published(arras: Tenant, journal: Journal) -> None:
    with use_correlation_id(CORRELATION):
        take_step(arras, uuid4())
    relay_once(soon())
    assert journal.correlations == [CORRELATION]


def test_events_of_one_subject_arrive_in_order_even_after_a_failure(arras: Tenant, journal: Journal) -> None:
    walk, broken = uuid4(), {1}
    journal.breaks = lambda event: TemporaryFailure("down") if event.step in broken else None
    for step in range(3):
        take_step(arras, walk, step)
    now = soon()
    while relay_once(now):
        pass
    assert journal.steps == [0, 1]
    broken.clear()
    while relay_once(now + BACKOFF[0] + timedelta(seconds=5)):
        pass
    assert journal.steps == [0, 1, 1, 2]


def test_a_late_subject_does_not_hold_back_the_others(arras: Tenant, journal: Journal) -> None:
    late = uuid4()
    journal.breaks = lambda event: TemporaryFailure("down") if event.walk_id == late else None
    take_step(arras, late, 1)
    take_step(arras, uuid4(), 2)
    relay_once(soon())
    assert journal.steps == [1, 2]
    assert Delivery.objects.get(state=DeliveryState.PENDING).subject == str(late)


def test_a_failing_reaction_keeps_only_its_own_delivery(
    arras: Tenant, journal: Journal, another: Callable[..., Journal]
) -> None:
    another(breaks=lambda event: ConnectionRefusedError("smtp of jeanne@example.org"))
    take_step(arras, uuid4())
    now = soon()
    relay_once(now)
    kept = Delivery.objects.get(state=DeliveryState.PENDING)
    assert (kept.reaction, kept.attempts) == ("tests.another", 1)
    assert BACKOFF[0] <= kept.not_before - now < BACKOFF[0] + timedelta(seconds=5)
    assert Delivery.objects.get(reaction="tests.journal").state == DeliveryState.DONE


def test_the_reason_of_a_failure_never_quotes_its_text(
    arras: Tenant, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    journal.breaks = lambda event: ConnectionRefusedError("smtp of jeanne@example.org")
    take_step(arras, uuid4())
    relay_once(soon())
    error = Delivery.objects.get().error
    assert error.startswith("ConnectionRefusedError trial.py:")
    assert "jeanne" not in error + caplog.text + str([vars(record) for record in caplog.records])


def test_a_delivery_that_always_fails_is_given_up_with_an_alarm(
    arras: Tenant, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    journal.breaks = lambda event: TemporaryFailure("sms-503")
    walk, now = uuid4(), soon()
    take_step(arras, walk, 1)
    take_step(arras, walk, 2)
    for _ in range(MAX_ATTEMPTS):
        relay_once(now)
        now += BACKOFF[-1] + timedelta(seconds=5)
    dead = Delivery.objects.get(state=DeliveryState.DEAD)
    assert (dead.attempts, dead.error.split(" trial")[0]) == (MAX_ATTEMPTS, "TemporaryFailure [sms-503]")
    assert [record.levelno for record in caplog.records if record.message == "delivery given up"] == [
        logging.ERROR
    ]
    relay_once(now)
    assert journal.steps[-1] == 2


def test_what_a_carrier_refuses_for_good_is_not_tried_again(arras: Tenant, journal: Journal) -> None:
    journal.breaks = lambda event: PermanentFailure("email-550")
    take_step(arras, uuid4())
    relay_once(soon())
    assert Delivery.objects.get().state == DeliveryState.DEAD


def test_messages_of_a_suspended_administration_wait_for_its_return(arras: Tenant, journal: Journal) -> None:
    take_step(arras, uuid4())
    now = soon()
    with suspended(arras):
        relay_once(now)
    assert (journal.steps, Delivery.objects.get().attempts) == ([], 0)
    relay_once(now + CLOSED_PAUSE + timedelta(seconds=5))
    assert journal.steps == [0]


def test_messages_of_a_closed_administration_are_dropped_in_the_end(arras: Tenant, journal: Journal) -> None:
    take_step(arras, uuid4())
    with suspended(arras):
        relay_once(soon() + CLOSED_LIMIT)
    assert Delivery.objects.get().state == DeliveryState.DEAD


def test_a_reaction_removed_by_a_release_is_a_failure_not_a_crash(
    arras: Tenant, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_step(arras, uuid4())
    monkeypatch.setattr(wiring, "_reactions", {StepTaken: {}})
    relay_once(soon())
    assert Delivery.objects.get().error.startswith("KeyError")


def test_one_pass_reads_a_constant_number_of_rows_ahead(arras: Tenant, journal: Journal) -> None:
    for _ in range(3):
        take_step(arras, uuid4())
    assert relay_once(soon(), limit=2) == 2
    assert relay_once(soon(), limit=2) == 1


def test_the_task_empties_what_is_ready(arras: Tenant, journal: Journal) -> None:
    walk = uuid4()
    for step in range(4):
        take_step(arras, walk, step)
    relay()
    assert journal.steps == [0, 1, 2, 3]


def test_the_clock_of_a_message_is_when_it_was_published(arras: Tenant, journal: Journal) -> None:
    before = clock.now()
    take_step(arras, uuid4())
    after = clock.now()
    relay_once(soon())
    assert before <= journal.envelopes[0].at <= after
    assert journal.envelopes[0].attempt == 1
