"""The consumer as tests use it: its keys, its faults, and what it was told."""

import json
from datetime import datetime
from typing import Any

from tests.counterparts.counterpart import Counterpart, counted
from tests.counterparts.webhook_consumer.web import HOOK


class Consumer(Counterpart):
    package = "webhook_consumer"
    patience = 70

    @property
    def url(self) -> str:
        """What an administrator declares. On the loopback: the product speaks there only under settings.DEMO."""
        return f"{self.origin}{HOOK}"

    def trust(self, *keys: str, at: datetime | None = None) -> None:
        """It verifies with these keys, as if it were that time, and answers 401 to what none signed."""
        self.steer("PUT", "", {"keys": keys, "clock": at.isoformat() if at else ""})

    def set_faults(self, *always: str, **times: int) -> None:
        """Replaces those in force; their names are in web.py."""
        self.steer("POST", "fautes", counted(always, times))

    def release(self) -> None:
        """What it holds is answered."""
        self.steer("POST", "liberer")

    def forget(self) -> None:
        self.steer("POST", "oublier")

    def calls(self, count: int = 0) -> list[dict[str, Any]]:
        """Every call, oldest first, once there are `count` of them; `told` is the body, read."""
        found: list[dict[str, Any]] = self.steer("GET", f"appels?attendre={count}").json()
        assert len(found) >= count, f"{len(found)} calls instead of {count}"
        return [call | {"told": json.loads(call["body"])} for call in found]
