"""The hub's memory: what it knows of each application number, its faults, and what it was asked."""

from collections import deque
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

KEPT = 10_000
# Instead of answering; "hang" holds the answer until it is released, "trickle" sends a byte now and then.
FAULTS = frozenset(
    {"error-500", "error-503", "hang", "trickle", "cut", "not-json", "not-a-table", "too-deep", "redirect"}
)


@dataclass
class Application:
    status: str = "unknown"
    appointments: list[dict[str, Any]] = field(default_factory=list)


class Store:
    def __init__(self) -> None:
        self.lock, self.released = Lock(), Event()
        self.forget()

    def forget(self) -> None:
        with self.lock:
            self.applications: dict[str, Application] = {}
            self.asked: deque[list[str]] = deque(maxlen=KEPT)
            self.fault = ""
            self.released.clear()

    def status(self, numbers: list[str]) -> dict[str, Any]:
        with self.lock:
            self.asked.append(numbers)
            return {number: vars(self.applications.get(number, Application())) for number in numbers}

    def declare(self, number: str, status: str, appointments: list[dict[str, Any]]) -> None:
        with self.lock:
            self.applications[number] = Application(status, appointments)
