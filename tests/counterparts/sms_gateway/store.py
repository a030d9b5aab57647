"""The gateway's memory: what it was asked, what really left, its faults and its settings."""

import itertools
from collections import deque
from collections.abc import Iterable
from threading import Condition
from typing import Any

from tests.counterparts.sms_gateway.messages import Asked, Sent

# A demo left running for weeks, or a benchmark, must not fill the memory.
KEPT = 50_000
SETTINGS: dict[str, Any] = {
    # Where reports and messages of phones are posted; {dialect} is replaced.
    "callback": "",
    # Where each message really sent is shown (the mailbox of the demo).
    "forward": "",
    "latency_seconds": 0.0,
    "hang_seconds": 30.0,
    "credit": "1250.5",
}


class Store:
    def __init__(self) -> None:
        self.changed = Condition()
        self._numbers = itertools.count(1001)
        self.forget()

    def forget(self) -> None:
        with self.changed:
            self.settings = dict(SETTINGS)
            self.sent: deque[Sent] = deque(maxlen=KEPT)
            self.by_key: dict[str, Sent] = {}
            self.asked = 0
            self.late: list[Sent] = []
            self.told: deque[dict[str, Any]] = deque(maxlen=KEPT)
            # Slug of the fault to how many times it still happens; less than zero: always.
            self.faults: dict[str, int] = {}
            self.changed.notify_all()

    def take(self, asked: Asked) -> tuple[Sent, bool]:
        """The same key twice is one SMS: whether this one is new is told."""
        with self.changed:
            known = self.by_key.get(f"{asked.dialect} {asked.key}") if asked.key else None
            if known:
                return known, False
            sent = Sent(str(next(self._numbers)), asked)
            self.sent.append(sent)
            if asked.key:
                self.by_key[f"{asked.dialect} {asked.key}"] = sent
            self.changed.notify_all()
            return sent, True

    def next_number(self) -> str:
        return str(next(self._numbers))

    def count_request(self) -> None:
        with self.changed:
            self.asked += 1

    def set_faults(self, faults: Iterable[tuple[str, int]]) -> None:
        with self.changed:
            self.faults = dict(faults)

    def strikes(self, slug: str, dialect: str) -> bool:
        """Whether this fault happens now; a counted one is used up. `slug@dialect` strikes one dialect only."""
        with self.changed:
            for name in (slug, f"{slug}@{dialect}"):
                left = self.faults.get(name, 0)
                if left:
                    self.faults[name] = left - 1 if left > 0 else left
                    return True
            return False

    def keep_late(self, sent: Sent) -> None:
        with self.changed:
            self.late.append(sent)

    def release_late(self) -> list[Sent]:
        with self.changed:
            late, self.late = self.late, []
            return late

    def record_told(self, fact: dict[str, Any]) -> None:
        with self.changed:
            self.told.append(fact)
            self.changed.notify_all()

    def wait_told(self, count: int, seconds: float) -> list[dict[str, Any]]:
        with self.changed:
            self.changed.wait_for(lambda: len(self.told) >= count, timeout=seconds)
            return list(self.told)
