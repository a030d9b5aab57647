"""The hub as tests use it: its process, the applications it knows, its faults.

with Hub.start() as hub:
    hub.declare("AB12CD34EF", "validated")
    settings.HUB_URL, settings.HUB_TOKEN = hub.url, hub.token
"""

import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.counterparts.hub.web import KEY_HEADER, ROOT

HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Hub:
    port: int
    key: str = field(repr=False)
    token: str = field(repr=False)
    pid: int = 0

    @classmethod
    @contextmanager
    def start(cls) -> Iterator["Hub"]:
        """On a free port, stopped at the end of the block."""
        # In hexadecimal: a key that begins with a dash would be read as an option.
        key, token = secrets.token_hex(16), secrets.token_hex(16)
        command = [sys.executable, "-m", "tests.counterparts.hub", "--key", key, "--token", token]
        process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            ready = dict(part.split("=") for part in process.stdout.readline().split()[1:])
            yield cls(int(ready["http"]), key, token, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=10)
            if process.stdout is not None:
                process.stdout.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def declare(self, number: str, status: str, *appointments: dict[str, Any]) -> None:
        """`appointments`: {"meeting_point", "meeting_point_id", "appointment_date", "management_url"}."""
        self._steer("POST", "dossiers", {"number": number, "status": status, "appointments": appointments})

    def fail(self, fault: str) -> None:
        """From now on; their names are in store.py, and "" is none."""
        self._steer("POST", "faute", fault)

    def release(self) -> None:
        """What it holds is answered."""
        self._steer("POST", "liberer")

    def forget(self) -> None:
        self._steer("POST", "oublier")

    def asked(self) -> list[list[str]]:
        """The numbers of each question, oldest first."""
        asked: list[list[str]] = self._steer("GET", "demandes").json()
        return asked

    def _steer(self, method: str, path: str, body: Any = None) -> httpx.Response:
        answer = httpx.request(
            method,
            f"{self.url}{ROOT}{path}",
            content=json.dumps(body).encode(),
            headers={KEY_HEADER: self.key},
            # The loopback is never reached through a proxy.
            trust_env=False,
            timeout=15,
        )
        assert answer.is_success, answer.text
        return answer
