"""A retry, or a relay that died after the sending, must not write to somebody twice."""

from collections.abc import Callable
from contextlib import suppress

from django.core.cache import cache
from redis.exceptions import RedisError

# Longer than a delivery lives, a suspended administration's included.
KEPT_SECONDS = 9 * 24 * 3600


def once(reference: str, gesture: Callable[[], object]) -> None:
    """Do it, unless it succeeded before under this reference. The mark is the tenant's own, like all its cache."""
    key = f"posted:{reference}"
    if cache.get(key):
        return
    gesture()
    # It has left: a cache that is down now must not make it leave again.
    with suppress(RedisError):
        cache.set(key, 1, timeout=KEPT_SECONDS)
