"""One worker at a time for one message: two may hold it when a long batch outlives its lease."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.core.cache import caches
from redis.exceptions import RedisError

from foundation.courier.failures import TemporaryFailure

# Longer than a carrier makes us wait; a worker that was killed leaves its mark no longer than that.
AT_MOST_S = 60


@contextmanager
def alone(key: UUID | str) -> Iterator[None]:
    """Of that key. Raises TemporaryFailure while another worker posts it. A cache that is down stops nothing."""
    mark, mine = f"leaving:{key}", True
    with suppress(RedisError):
        mine = caches["shared"].add(mark, 1, AT_MOST_S)
    if not mine:
        raise TemporaryFailure("leaving-elsewhere")
    try:
        yield
    finally:
        with suppress(RedisError):
            caches["shared"].delete(mark)
