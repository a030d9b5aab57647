"""How often something happened in a window of time, for every administration together."""

from dataclasses import dataclass

from django.core.cache import caches
from redis.exceptions import RedisError

from foundation.web.tally import CountersDown, count_again


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` in a window that opens with the first time. Its keys hold a keyed hash, never a contact."""

    name: str
    most: int
    window_s: int

    def take(self, key: str) -> int:
        """Count once more, and return how many that makes. Atomic: of two at the limit, one passes."""
        return count_again(self._key(key), self.window_s)

    def passes(self, key: str) -> bool:
        return self.take(key) <= self.most

    def is_reached(self, key: str) -> bool:
        """Without counting."""
        try:
            return int(caches["shared"].get(self._key(key), 0)) >= self.most
        except RedisError as error:
            raise CountersDown from error

    def _key(self, key: str) -> str:
        return f"codes:{self.name}:{key}"


def once_in(name: str, key: str, mark: str, window_s: int) -> bool:
    """Whether `mark` is the first to claim this; it may claim it again (a retry)."""
    try:
        return caches["shared"].get_or_set(f"codes:{name}:{key}", mark, window_s) == mark
    except RedisError as error:
        raise CountersDown from error
