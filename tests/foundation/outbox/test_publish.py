from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from foundation.correlation import use_correlation_id
from foundation.due.models import DueRow
from foundation.due.rows import plan
from foundation.outbox.events import NotInTransaction, publish, publish_together
from foundation.outbox.models import Delivery, Message
from foundation.outbox.wiring import unwired
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.foundation.outbox.trial import Journal, StepTaken, take_step

BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
CORRELATION = "0123456789abcdef0123456789abcdef"


@pytest.mark.django_db
def test_the_message_names_its_tenant_its_subject_and_its_request(arras: Tenant, journal: Journal) -> None:
    walk = uuid4()
    with use_correlation_id(CORRELATION):
        number = take_step(arras, walk, 3)
    message = Message.objects.get(id=number)
    assert (message.tenant_id, message.name, message.subject) == (arras.id, "tests.step.taken", str(walk))
    assert message.payload == {"walk_id": str(walk), "step": 3}
    assert message.correlation_id == CORRELATION


@pytest.mark.django_db
def test_an_event_of_the_public_site_has_no_tenant(journal: Journal) -> None:
    with transaction.atomic():
        number = publish(StepTaken(walk_id=uuid4()))
    assert Message.objects.get(id=number).tenant_id is None


@pytest.mark.django_db
def test_each_reaction_has_its_own_delivery_for_two_statements(
    arras: Tenant, another: Callable[..., Journal], django_assert_num_queries: Any
) -> None:
    another()
    with in_tenant(arras), transaction.atomic(), django_assert_num_queries(2):
        number = publish(StepTaken(walk_id=uuid4()))
    reactions = Delivery.objects.filter(message_id=number).values_list("reaction", flat=True)
    assert sorted(reactions) == ["tests.another", "tests.journal"]


@pytest.mark.django_db
def test_events_of_one_transaction_leave_together_in_their_order(
    arras: Tenant, journal: Journal, django_assert_num_queries: Any
) -> None:
    walk = uuid4()
    steps = [StepTaken(walk_id=walk, step=step) for step in (1, 2, 3)]
    with in_tenant(arras), transaction.atomic(), django_assert_num_queries(2):
        numbers = publish_together(steps)
    turns = Delivery.objects.order_by("id").values_list("message_id", flat=True)
    assert list(turns) == list(numbers)


@pytest.mark.django_db
def test_an_unwired_event_is_kept_without_delivery(arras: Tenant, nothing_wired: None) -> None:
    unwired(StepTaken)
    number = take_step(arras, uuid4())
    assert Message.objects.filter(id=number).exists()
    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_an_event_forgotten_by_the_wiring_is_a_fault(arras: Tenant, nothing_wired: None) -> None:
    with pytest.raises(LookupError):
        take_step(arras, uuid4())


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(arras: Tenant, journal: Journal) -> None:
    with in_tenant(arras), pytest.raises(NotInTransaction):
        publish(StepTaken(walk_id=uuid4()))
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_message_deliveries_and_due_row_vanish_with_their_transaction(
    arras: Tenant, journal: Journal
) -> None:
    def abandoned() -> None:
        with in_tenant(arras), transaction.atomic():
            publish(StepTaken(walk_id=uuid4()))
            plan("tests.walk", uuid4(), BEGINNING)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        abandoned()
    assert not Message.objects.exists()
    assert not Delivery.objects.exists()
    assert not DueRow.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_administration_may_write_events_but_not_read_them(arras: Tenant, journal: Journal) -> None:
    take_step(arras, uuid4())
    with in_tenant(arras), pytest.raises(ProgrammingError, match="permission denied"):
        Message.objects.count()
