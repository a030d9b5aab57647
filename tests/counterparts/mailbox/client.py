"""The mailbox as tests use it: its process, its addresses, its messages."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Mailbox:
    smtp_port: int
    http_port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def email_url(self) -> str:
        return f"smtp://127.0.0.1:{self.smtp_port}"

    @property
    def sms_url(self) -> str:
        return f"{self.url}/sms"

    def messages(self) -> list[dict[str, Any]]:
        """Newest first."""
        answer: list[dict[str, Any]] = self.ask("GET", "/messages.json").json()
        return answer

    def empty(self) -> None:
        self.ask("DELETE", "/messages.json").raise_for_status()

    def ask(self, method: str, path: str, **facts: Any) -> httpx.Response:
        # The loopback is never reached through a proxy.
        return httpx.request(method, self.url + path, trust_env=False, timeout=5, **facts)


@contextmanager
def running_mailbox() -> Iterator[Mailbox]:
    command = [sys.executable, "-m", "tests.counterparts.mailbox", "--smtp-port", "0", "--http-port", "0"]
    process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        ready = dict(part.split("=") for part in process.stdout.readline().split()[1:])
        yield Mailbox(int(ready["smtp"]), int(ready["http"]), process.pid)
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()
