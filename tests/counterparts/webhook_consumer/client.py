"""The consumer as tests use it: its process, its keys, its faults, and what it was told."""

import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from tests.counterparts.webhook_consumer.web import HOOK, KEY_HEADER, ROOT

HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Consumer:
    port: int
    key: str = field(repr=False)
    pid: int = 0

    @classmethod
    @contextmanager
    def start(cls) -> Iterator["Consumer"]:
        """On a free port, stopped at the end of the block."""
        # In hexadecimal: a key that begins with a dash would be read as an option.
        key = secrets.token_hex(16)
        command = [sys.executable, "-m", "tests.counterparts.webhook_consumer", "--key", key]
        process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            ready = dict(part.split("=") for part in process.stdout.readline().split()[1:])
            yield cls(int(ready["http"]), key, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=10)
            if process.stdout is not None:
                process.stdout.close()

    @property
    def url(self) -> str:
        """What an administrator declares. On the loopback: the product speaks there only under settings.DEMO."""
        return f"http://127.0.0.1:{self.port}{HOOK}"

    def trust(self, *keys: str, at: datetime | None = None) -> None:
        """It verifies with these keys, as if it were that time, and answers 401 to what none signed."""
        self._steer("PUT", "", {"keys": keys, "clock": at.isoformat() if at else ""})

    def set_faults(self, *always: str, **counted: int) -> None:
        """Replaces those in force; their names are in web.py."""
        faults = dict.fromkeys(always, -1) | {
            slug.replace("_", "-"): times for slug, times in counted.items()
        }
        self._steer("POST", "fautes", faults)

    def release(self) -> None:
        """What it holds is answered."""
        self._steer("POST", "liberer")

    def forget(self) -> None:
        self._steer("POST", "oublier")

    def calls(self, count: int = 0) -> list[dict[str, Any]]:
        """Every call, oldest first, once there are `count` of them; `told` is the body, read."""
        found: list[dict[str, Any]] = self._steer("GET", f"appels?attendre={count}").json()
        assert len(found) >= count, f"{len(found)} calls instead of {count}"
        return [call | {"told": json.loads(call["body"])} for call in found]

    def _steer(self, method: str, path: str, body: Any = None) -> httpx.Response:
        answer = httpx.request(
            method,
            f"http://127.0.0.1:{self.port}{ROOT}{path}",
            content=json.dumps(body).encode(),
            headers={KEY_HEADER: self.key},
            # The loopback is never reached through a proxy.
            trust_env=False,
            timeout=70,
        )
        assert answer.is_success, answer.text
        return answer
