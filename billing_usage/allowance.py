"""May this administration still send? E-mails always; SMS until the end of its budget, if it asked to stop there.

Identification codes do not ask: they are sent whatever the budget, for without one a person could no longer reach
their own rdv.
"""

from contextlib import suppress
from datetime import date

from django.core.cache import caches
from redis.exceptions import RedisError

from billing_usage.months import month_of
from billing_usage.queries import spending_of
from foundation import clock
from foundation.courier.channels import Channel
from foundation.tenancy import current

# What leaves within this once the budget is reached may pass it.
KNOWN_SECONDS = 60


def may_send(channel: str) -> bool:
    """The current administration, now."""
    if channel != Channel.SMS:
        return True
    tenant_id, month = current().id, month_of(clock.now())
    key = _key(tenant_id, month)
    with suppress(RedisError):
        known = caches["shared"].get(key)
        if known is not None:
            return not known
    spending = spending_of(tenant_id, month)
    stopped = spending is not None and spending.is_stopped
    with suppress(RedisError):
        caches["shared"].set(key, stopped, KNOWN_SECONDS)
    return not stopped


def forget_answer(tenant_id: int, month: date) -> None:
    """The budget has changed, or has just been reached: the next SMS asks the database."""
    with suppress(RedisError):
        caches["shared"].delete(_key(tenant_id, month))


def _key(tenant_id: int, month: date) -> str:
    return f"sms-stopped:{tenant_id}:{month:%Y-%m}"
