"""The identity server as tests use it: its process, its faults, and a browser that signs in.

    with IdentityServer.start(config) as identity:
        identity.set_faults("nonce-other")
        callback = sign_in(authorize_url, "camille")

The faults are listed in faults.py, the configuration is described in registration.py.
"""

import json
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.counterparts.identity.browser import LOOPBACK, Browser, Refused, sign_in
from tests.counterparts.identity.control import KEY_HEADER

__all__ = ["Browser", "IdentityServer", "Refused", "sign_in"]

HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class IdentityServer:
    """A server already running: `port` and `key` are enough to steer it from another process."""

    port: int
    key: str = field(repr=False)
    host_name: str = "127.0.0.1"
    pid: int = 0

    @classmethod
    @contextmanager
    def start(cls, config: dict[str, Any], host_name: str = "127.0.0.1") -> Iterator["IdentityServer"]:
        """On a free port, stopped at the end of the block."""
        key = secrets.token_hex(16)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(config, file)
            file.flush()
            command = [sys.executable, "-m", "tests.counterparts.identity"]
            command += ["--config", file.name, "--key", key, "--host-name", host_name]
            process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
            try:
                assert process.stdout is not None
                ready = dict(part.split("=") for part in process.stdout.readline().split()[1:])
                yield cls(int(ready["http"]), key, host_name, process.pid)
            finally:
                process.terminate()
                process.wait(timeout=10)
                if process.stdout is not None:
                    process.stdout.close()

    @property
    def url(self) -> str:
        return f"http://{self.host_name}:{self.port}"

    def issuer(self, profile: str) -> str:
        """`profile` is "proconnect" or "franceconnect"."""
        return f"{self.url}/{profile}/api/v2"

    def configure(self, **changes: Any) -> None:
        """Replaces the keys named (`clients`, `persons`, `sleep_seconds`), keeps the others."""
        self._steer("PUT", "/pilotage/", changes)

    def set_faults(self, *slugs: str) -> None:
        """Replaces the faults in force, until the next call; none named, none left."""
        self._steer("POST", "/pilotage/fautes", {"faults": slugs})

    def clear(self) -> None:
        """Forgets faults, codes, tokens, sessions and recorded requests; keeps configuration and keys."""
        self._steer("POST", "/pilotage/oublier")

    def requests(self, endpoint: str = "", profile: str = "") -> list[dict[str, Any]]:
        """Oldest first: `profile`, `endpoint`, `path`, `method`, `parameters`.

        Endpoints: discovery, jwks, authorize, interaction, token, userinfo, session/end."""
        asked: list[dict[str, Any]] = self._steer("GET", "/pilotage/demandes").json()
        return [one for one in asked if endpoint in ("", one["endpoint"]) and profile in ("", one["profile"])]

    def ask(self, method: str, path: str, **facts: Any) -> httpx.Response:
        return httpx.request(method, f"http://127.0.0.1:{self.port}{path}", **LOOPBACK, **facts)

    def _steer(self, method: str, path: str, body: Any = None) -> httpx.Response:
        answer = self.ask(method, path, json=body, headers={KEY_HEADER: self.key})
        assert answer.is_success, answer.text
        return answer
