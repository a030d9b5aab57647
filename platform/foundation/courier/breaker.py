"""A carrier that fails is left alone for a while: others take over at once instead of after a time-out each.

Five temporary failures within a minute open it for a minute; then one message tries, alone, and its outcome
closes the breaker or opens it again. Shared by every process, through the cache: a cache that is down or emptied
only means that everything is tried.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.cache import caches
from redis.exceptions import RedisError

from foundation.courier.failures import PermanentFailure

MOST_FAILURES = 5
WINDOW_SECONDS = 60
OPEN_SECONDS = 60
# The one that tries may be killed: another tries then. Longer than any exchange.
TRIAL_SECONDS = 30
# Nothing sent for an hour: what was known is forgotten.
MEMORY_SECONDS = 3_600

logger = logging.getLogger(__name__)


class Passage(Enum):
    CLOSED = "closed"
    TRIAL = "trial"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Breaker:
    """`name` is the account's, already unreadable."""

    name: str

    def passage(self) -> Passage:
        """TRIAL is given to one caller only, who then asks within `learning`."""
        return _quietly(self._passage, Passage.CLOSED)

    @contextmanager
    def learning(self, passage: Passage) -> Iterator[None]:
        """Whatever happens inside, it is told: a trial that ends without a word would block the next ones. A permanent
        failure speaks of the message, and is a success here.
        """
        try:
            yield
        except PermanentFailure:
            self.succeeded(passage)
            raise
        except Exception:
            self.failed(passage)
            raise
        self.succeeded(passage)

    def failed(self, passage: Passage) -> None:
        _quietly(lambda: self._failed(passage), None)

    def succeeded(self, passage: Passage) -> None:
        if passage is Passage.TRIAL:
            _quietly(lambda: caches["shared"].delete_many(self._keys("tripped", "failures", "trial")), None)

    def is_tripped(self) -> bool:
        """It failed again and again, and nothing has succeeded since."""
        return bool(_quietly(lambda: caches["shared"].get(self._key("tripped")), None))

    def _passage(self) -> Passage:
        known = caches["shared"].get_many(self._keys("open", "tripped"))
        if self._key("open") in known:
            return Passage.REFUSED
        if self._key("tripped") not in known:
            return Passage.CLOSED
        return (
            Passage.TRIAL if caches["shared"].add(self._key("trial"), 1, TRIAL_SECONDS) else Passage.REFUSED
        )

    def _failed(self, passage: Passage) -> None:
        if passage is Passage.TRIAL:
            self._open()
        elif self._counted() == MOST_FAILURES:
            # Exactly: of all those who fail together, one opens.
            self._open()
            logger.warning("sms carrier left alone for a while", extra={"breaker": self.name[:8]})

    def _counted(self) -> int:
        cache, key = caches["shared"], self._key("failures")
        cache.add(key, 0, WINDOW_SECONDS)
        try:
            return cache.incr(key)
        except ValueError:
            # The window ended between the two lines: this failure opens the next one.
            cache.add(key, 1, WINDOW_SECONDS)
            return 1

    def _open(self) -> None:
        cache = caches["shared"]
        cache.set(self._key("tripped"), 1, MEMORY_SECONDS)
        cache.set(self._key("open"), 1, OPEN_SECONDS)
        cache.delete_many(self._keys("failures", "trial"))

    def _key(self, what: str) -> str:
        return f"courier:{self.name}:{what}"

    def _keys(self, *whats: str) -> list[str]:
        return [self._key(what) for what in whats]


def _quietly(gesture: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return gesture()
    except RedisError:
        return otherwise
