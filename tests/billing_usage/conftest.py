"""A Monday of November at Arras, with nothing remembered of earlier budgets."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import caches
from django.db import transaction

from billing_usage.set_allowance import set_allowance
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.courier.channels import Channel
from foundation.outbox.events import publish
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.billing_usage.sent import sent

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ADMIN = Actor(ActorKind.AGENT, is_admin=True)


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        caches["shared"].clear()
        yield traveller


@pytest.fixture
def leave() -> Callable[..., None]:
    """Messages leave an administration and are counted: `leave(arras, parts=2, times=3)`."""

    def leave(tenant: Tenant, *, channel: Channel = Channel.SMS, parts: int = 1, times: int = 1) -> None:
        with in_tenant(tenant), transaction.atomic():
            for _ in range(times):
                publish(sent(channel, parts))
        while relay_once(clock.now()):
            pass

    return leave


@pytest.fixture
def budget() -> Callable[..., None]:
    """`budget(arras, 100, stop=True)`"""

    def budget(tenant: Tenant, parts: int | None, *, stop: bool = False, alert: int = 80) -> None:
        with in_tenant(tenant):
            set_allowance(parts, alert_at_percent=alert, hard_stop=stop, by=ADMIN, now=clock.now())

    return budget
