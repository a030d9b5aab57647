"""The mailbox as tests use it: its addresses, its messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from tests.counterparts.counterpart import Counterpart


@dataclass(frozen=True)
class Mailbox(Counterpart):
    smtp_port: int = 0

    package = "mailbox"

    @classmethod
    @contextmanager
    def start(cls, *options: str) -> Iterator[Self]:
        with cls._running(*options) as (ports, key, pid):
            yield cls(ports["http"], key, pid, ports["smtp"])

    @property
    def email_url(self) -> str:
        return f"smtp://127.0.0.1:{self.smtp_port}"

    @property
    def sms_url(self) -> str:
        return f"{self.origin}/sms"

    def messages(self) -> list[dict[str, Any]]:
        """Newest first."""
        answer: list[dict[str, Any]] = self.ask("GET", "/messages.json").json()
        return answer

    def empty(self) -> None:
        self.ask("DELETE", "/messages.json").raise_for_status()
