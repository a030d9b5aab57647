"""The hub as tests use it: the applications it knows, its faults.

with Hub.start() as hub:
    hub.declare("AB12CD34EF", "validated")
    settings.HUB_URL, settings.HUB_TOKEN = hub.url, hub.token
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from tests.counterparts.counterpart import Counterpart


@dataclass(frozen=True)
class Hub(Counterpart):
    token: str = field(default="", repr=False)

    package = "hub"

    @classmethod
    @contextmanager
    def start(cls, *options: str) -> Iterator[Self]:
        token = secrets.token_hex(16)
        with cls._running("--token", token, *options) as (ports, key, pid):
            yield cls(ports["http"], key, pid, token)

    def declare(self, number: str, status: str, *appointments: dict[str, Any]) -> None:
        """`appointments`: {"meeting_point", "meeting_point_id", "appointment_date", "management_url"}."""
        self.steer("POST", "dossiers", {"number": number, "status": status, "appointments": appointments})

    def fail(self, fault: str) -> None:
        """From now on; their names are in store.py, and "" is none."""
        self.steer("POST", "faute", fault)

    def release(self) -> None:
        """What it holds is answered."""
        self.steer("POST", "liberer")

    def forget(self) -> None:
        self.steer("POST", "oublier")

    def asked(self) -> list[list[str]]:
        """The numbers of each question, oldest first."""
        asked: list[list[str]] = self.steer("GET", "demandes").json()
        return asked
