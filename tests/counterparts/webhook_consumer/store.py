"""The consumer's memory: its keys, its faults, and every call it was made."""

from collections import deque
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from threading import Condition, Event
from typing import Any

KEPT = 10_000


@dataclass
class Call:
    """`signed_by`: ranks of the keys that verify it. `answered` is 0 while it is held."""

    id: str
    timestamp: str
    signature: str
    body: str
    signed_by: list[int] = field(default_factory=list)
    answered: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Store:
    def __init__(self) -> None:
        self.changed, self.released = Condition(), Event()
        self.forget()

    def forget(self) -> None:
        with self.changed:
            self.keys: list[str] = []
            # What time it is for the one who verifies; "" is the real one.
            self.clock = ""
            self.calls: deque[Call] = deque(maxlen=KEPT)
            # Slug of the fault to how many times it still happens; less than zero: always.
            self.faults: dict[str, int] = {}
            self.released.set()
            self.changed.notify_all()

    def record(self, call: Call) -> None:
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()

    def strikes(self, slug: str) -> bool:
        with self.changed:
            left = self.faults.get(slug, 0)
            if left:
                self.faults[slug] = left - 1 if left > 0 else left
            return bool(left)

    def set_faults(self, faults: Iterable[tuple[str, int]]) -> None:
        with self.changed:
            self.faults = dict(faults)
            if "hang" in self.faults:
                self.released.clear()
            else:
                self.released.set()

    def wait_calls(self, count: int, seconds: float) -> list[Call]:
        with self.changed:
            self.changed.wait_for(lambda: len(self.calls) >= count, timeout=seconds)
            return list(self.calls)
