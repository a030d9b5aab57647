"""All that the server remembers, in memory: nothing outlives the process."""

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from tests.counterparts.identity.demand import Demand
from tests.counterparts.identity.registration import Person, Registration

# A demo left running for weeks must not fill the memory.
KEPT = 5_000


@dataclass(frozen=True)
class Session:
    """The provider's own: who signed in, when. Its key is the cookie."""

    person: Person
    auth_time: int
    sid: str


@dataclass(frozen=True)
class Grant:
    """What a code, then an access token, stands for."""

    demand: Demand
    session: Session
    code: str = ""


class Kept[Value]:
    """Values under unguessable keys, each with its lifetime."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[float, Value]] = {}
        self._lock = Lock()

    def put(self, value: Value, seconds: float, key: str = "") -> str:
        key = key or secrets.token_urlsafe(32)
        with self._lock:
            now = time.time()
            self._entries = {name: kept for name, kept in self._entries.items() if kept[0] > now}
            self._entries[key] = (now + seconds, value)
        return key

    def get(self, key: str) -> Value | None:
        until, value = self._entries.get(key, (0.0, None))
        return value if until > time.time() else None

    def take(self, key: str) -> Value | None:
        """Once only."""
        with self._lock:
            until, value = self._entries.pop(key, (0.0, None))
        return value if until > time.time() else None

    def drop(self, unwanted: Callable[[Value], bool]) -> None:
        with self._lock:
            self._entries = {name: kept for name, kept in self._entries.items() if not unwanted(kept[1])}


@dataclass
class Store:
    registration: Registration = field(default_factory=Registration)
    faults: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.faults = ()
        self.demands: Kept[Demand] = Kept()
        self.codes: Kept[Grant] = Kept()
        self.tokens: Kept[Grant] = Kept()
        self.sessions: Kept[Session] = Kept()
        self.requests: deque[dict[str, Any]] = deque(maxlen=KEPT)
