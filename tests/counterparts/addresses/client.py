"""The server of addresses as tests use it: its process, its faults, and what it was asked."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.counterparts.addresses.web import KEY_HEADER, ROOT

HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Addresses:
    port: int
    key: str = field(repr=False)
    pid: int = 0

    @classmethod
    @contextmanager
    def start(cls) -> Iterator["Addresses"]:
        """On a free port, stopped at the end of the block."""
        # In hexadecimal: a key that begins with a dash would be read as an option.
        key = secrets.token_hex(16)
        command = [sys.executable, "-m", "tests.counterparts.addresses", "--key", key]
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
        """For settings.ADDRESSES_URL."""
        return f"http://127.0.0.1:{self.port}"

    def break_down(self, fault: str) -> None:
        """Until `mend`; names are in web.py. What was asked before is forgotten."""
        self._steer("POST", "", {"fault": fault})

    def mend(self) -> None:
        self._steer("POST", "", {})

    def asked(self) -> list[dict[str, str]]:
        """Every search since the last change, oldest first."""
        found: list[dict[str, str]] = self._steer("GET", "demandes").json()
        return found

    def _steer(self, method: str, path: str, body: Any = None) -> httpx.Response:
        answer = httpx.request(
            method,
            f"http://127.0.0.1:{self.port}{ROOT}{path}",
            json=body,
            headers={KEY_HEADER: self.key},
            # The loopback is never reached through a proxy.
            trust_env=False,
            timeout=20,
        )
        assert answer.is_success, answer.text
        return answer
