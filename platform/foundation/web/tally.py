"""How many times something has happened, in the cache that all processes share."""

from datetime import datetime

from django.core.cache import caches
from redis.exceptions import RedisError

# A minute is counted under its own name: kept a little longer than it lasts.
MINUTE_KEPT_S = 120


class CountersDown(Exception):
    """The cache is out of reach: each reader says whether it waits or lets people through."""


def count_again(key: str, window_s: int) -> int:
    """Once more, in a window that opens with the first time; how many that makes. Atomic: two never read the same
    number. Raises CountersDown.
    """
    shared = caches["shared"]
    try:
        for _attempt in range(2):
            shared.add(key, 0, window_s)
            try:
                return int(shared.incr(key))
            except ValueError:
                # Its window closed between the two commands.
                continue
    except RedisError as error:
        raise CountersDown from error
    raise CountersDown


def this_minute(what: str, now: datetime) -> int:
    """Raises CountersDown."""
    return count_again(f"{what}:{now:%H%M}", MINUTE_KEPT_S)
