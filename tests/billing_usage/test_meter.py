"""Every message that leaves is counted once, where and when it left."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from billing_usage.meter import count_message
from billing_usage.models import Allowance, UsageFact, UsageMonth
from billing_usage.queries import Usage, usage_by_tenant, usage_of
from booking.events import MessageSent
from foundation.courier.channels import Channel
from foundation.outbox.wiring import Envelope
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.billing_usage.sent import sent

NOVEMBER = date(2026, 11, 1)
PROCESSES = 6


def envelope(at: datetime) -> Envelope:
    return Envelope(message_id=uuid4(), delivery_id=1, at=at, attempt=1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_what_left_is_counted_by_parts_of_sms_and_by_email(
    arras: Tenant, pas_de_calais: Tenant, leave: Callable[..., None]
) -> None:
    leave(arras, parts=2, times=3)
    leave(arras, channel=Channel.EMAIL, times=2)
    leave(arras, channel=Channel.LETTER)
    leave(pas_de_calais, parts=1)
    assert usage_by_tenant(NOVEMBER) == {arras.pk: Usage(6, 2), pas_de_calais.pk: Usage(1, 0)}
    assert UsageFact.objects.count() == 6


@pytest.mark.django_db
def test_a_message_told_again_counts_once(at_arras: Tenant) -> None:
    told = sent(parts=2)
    for day in (NOVEMBER, NOVEMBER, date(2026, 12, 1)):
        count_message(told, envelope(noon(day)))
    assert usage_of(at_arras.pk, date(2026, 12, 1)) == {date(2026, 12, 1): Usage(), NOVEMBER: Usage(2, 0)}


@pytest.mark.django_db(transaction=True)
def test_a_message_told_by_several_processes_at_once_counts_once(arras: Tenant) -> None:
    told, start = [sent(parts=3) for _ in range(5)], Barrier(PROCESSES)
    threads = [Thread(target=_count_all, args=(arras, told, start)) for _ in range(PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert UsageFact.objects.count() == 5
    assert UsageMonth.objects.get().quantity == 15


def _count_all(tenant: Tenant, told: list[MessageSent], start: Barrier) -> None:
    try:
        with in_tenant(tenant):
            start.wait(timeout=30)
            for each in told:
                count_message(each, envelope(noon(NOVEMBER)))
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_month_is_the_sum_of_its_facts(arras: Tenant, leave: Callable[..., None]) -> None:
    leave(arras, parts=3, times=4)
    leave(arras, channel=Channel.EMAIL, times=3)
    facts = UsageFact.objects.values_list("month", "kind").annotate(Sum("quantity")).order_by("kind")
    assert list(facts) == list(UsageMonth.objects.values_list("month", "kind", "quantity").order_by("kind"))


@pytest.mark.parametrize(
    ("zone", "month"), [("Indian/Reunion", date(2026, 12, 1)), ("America/Cayenne", NOVEMBER)]
)
@pytest.mark.django_db
def test_a_month_begins_where_the_administration_is(zone: str, month: date, at_arras: Tenant) -> None:
    at_arras.time_zone = zone
    count_message(sent(), envelope(datetime(2026, 11, 30, 22, 0, tzinfo=UTC)))
    with in_public():
        assert UsageMonth.objects.get().month == month


@pytest.mark.django_db
def test_months_without_a_message_are_zero(at_arras: Tenant) -> None:
    count_message(sent(), envelope(noon(date(2026, 1, 5))))
    usage = usage_of(at_arras.pk, date(2026, 3, 1))
    assert list(usage.items()) == [
        (date(2026, 3, 1), Usage()),
        (date(2026, 2, 1), Usage()),
        (date(2026, 1, 1), Usage(1, 0)),
    ]
    assert usage_of(at_arras.pk, date(2025, 12, 1)) == {date(2025, 12, 1): Usage()}


@pytest.mark.django_db
def test_the_console_s_figures_cost_one_query(
    arras: Tenant, pas_de_calais: Tenant, prefecture: Tenant
) -> None:
    for tenant in (arras, pas_de_calais, prefecture):
        with in_tenant(tenant):
            count_message(sent(), envelope(noon(NOVEMBER)))
    with CaptureQueriesContext(connection) as said:
        assert len(usage_by_tenant(NOVEMBER)) == 3
    assert len([each for each in said.captured_queries if "billing_usage" in each["sql"]]) == 1


@pytest.mark.parametrize("model", [UsageFact, UsageMonth, Allowance])
@pytest.mark.django_db
def test_an_administration_s_own_role_reads_no_figure(
    model: type[UsageFact | UsageMonth | Allowance], at_arras: Tenant
) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        model.objects.exists()
