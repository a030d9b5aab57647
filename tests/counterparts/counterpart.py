"""A counterpart as tests use it: a process of its own on the loopback, steered over HTTP."""

import json
import secrets
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Self

import httpx

from tests.counterparts.serving import KEY_HEADER, ROOT

HOUSE = Path(__file__).resolve().parents[2]
# The loopback is never reached through a proxy, nor in TLS: loading the machine's certificates at each
# request would be most of its cost.
LOOPBACK: dict[str, Any] = {"trust_env": False, "verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)}


@dataclass(frozen=True)
class Counterpart:
    """Already running: `port` and `key` are enough to steer it from another process."""

    port: int
    key: str = field(repr=False)
    pid: int = 0

    package: ClassVar[str]
    # Longer than it ever makes anyone wait.
    patience: ClassVar[float] = 20

    @classmethod
    @contextmanager
    def start(cls, *options: str) -> Iterator[Self]:
        """On a free port, stopped at the end of the block. `options`: those of its `__main__`."""
        with cls._running(*options) as (ports, key, pid):
            yield cls(ports["http"], key, pid)

    @classmethod
    @contextmanager
    def _running(cls, *options: str) -> Iterator[tuple[dict[str, int], str, int]]:
        """Its ports by name, its key, its process."""
        # In hexadecimal: a key that begins with a dash would be read as an option.
        key = secrets.token_hex(16)
        command = [sys.executable, "-m", f"tests.counterparts.{cls.package}", "--key", key, *options]
        process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            said = (part.split("=") for part in process.stdout.readline().split()[1:])
            yield {name: int(port) for name, port in said}, key, process.pid
        finally:
            process.terminate()
            process.wait(timeout=10)
            if process.stdout is not None:
                process.stdout.close()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """What the product is told."""
        return self.origin

    def ask(self, method: str, path: str, **facts: Any) -> httpx.Response:
        return httpx.request(method, f"{self.origin}{path}", timeout=self.patience, **LOOPBACK, **facts)

    def steer(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """Under its own address for that; it must agree."""
        content = b"" if body is None else json.dumps(body).encode()
        answer = self.ask(method, f"{ROOT}{path}", content=content, headers={KEY_HEADER: self.key})
        assert answer.is_success, answer.text
        return answer


def counted(always: tuple[str, ...], times: dict[str, int]) -> dict[str, int]:
    """Faults as its control reads them: `error_500=2` strikes twice, a name alone strikes until the next call."""
    return dict.fromkeys(always, -1) | {slug.replace("_", "-"): count for slug, count in times.items()}
