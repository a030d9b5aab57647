"""May this administration still send an SMS?"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from redis.exceptions import ConnectionError as Unreachable

from billing_usage.allowance import may_send
from billing_usage.set_allowance import set_allowance
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.courier.channels import Channel
from foundation.errors import Forbidden
from foundation.ports import may_send as port
from foundation.tenancy import in_tenant
from tenants.models import Tenant

pytestmark = pytest.mark.django_db(transaction=True)


def may(tenant: Tenant, channel: Channel = Channel.SMS) -> bool:
    with in_tenant(tenant):
        return port(channel.value)


def test_without_a_budget_nothing_stops(arras: Tenant, leave: Callable[..., None]) -> None:
    leave(arras, parts=5000)
    assert may(arras)


def test_a_budget_that_is_spent_stops_sms_and_nothing_else(
    arras: Tenant, pas_de_calais: Tenant, leave: Callable[..., None], budget: Callable[..., None]
) -> None:
    for tenant in (arras, pas_de_calais):
        budget(tenant, 10, stop=True)
    leave(arras, parts=9)
    assert may(arras)
    leave(arras, parts=1)
    assert not may(arras)
    assert may(arras, Channel.EMAIL)
    assert may(arras, Channel.LETTER)
    assert may(pas_de_calais)


def test_a_budget_that_only_alerts_stops_nothing(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None]
) -> None:
    budget(arras, 10)
    leave(arras, parts=11)
    assert may(arras)


def test_emails_do_not_spend_the_budget(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None]
) -> None:
    budget(arras, 2, stop=True)
    leave(arras, channel=Channel.EMAIL, times=5)
    assert may(arras)


def test_sms_leave_again_with_the_new_month(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None], now: time_machine.Traveller
) -> None:
    budget(arras, 1, stop=True)
    leave(arras)
    now.move_to(datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    assert not may(arras)
    now.move_to(datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    assert may(arras)


def test_a_greater_budget_frees_them_at_once(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None]
) -> None:
    budget(arras, 1, stop=True)
    leave(arras)
    assert not may(arras)
    budget(arras, 2, stop=True)
    assert may(arras)
    budget(arras, 1, stop=True)
    assert not may(arras)
    budget(arras, None)
    assert may(arras)


def test_the_answer_is_one_query_then_none(
    arras: Tenant, leave: Callable[..., None], budget: Callable[..., None]
) -> None:
    budget(arras, 1, stop=True)
    leave(arras)
    with in_tenant(arras), CaptureQueriesContext(connection) as said:
        assert not may_send("sms")
        assert not may_send("sms")
        assert may_send("email")
    # The other message is the change of role.
    assert len([each for each in said.captured_queries if "billing_usage" in each["sql"]]) == 1


def test_without_its_cache_the_answer_is_the_same(
    arras: Tenant,
    leave: Callable[..., None],
    budget: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def down(*arguments: object, **more: object) -> None:
        raise Unreachable

    for gesture in ("get", "set", "delete"):
        monkeypatch.setattr(caches["shared"], gesture, down)
    budget(arras, 1, stop=True)
    leave(arras)
    assert not may(arras)


def test_only_an_administrator_sets_a_budget(arras: Tenant) -> None:
    with in_tenant(arras), pytest.raises(Forbidden):
        set_allowance(1, alert_at_percent=80, hard_stop=True, by=Actor(ActorKind.AGENT), now=clock.now())
