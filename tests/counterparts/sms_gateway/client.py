"""The gateway as tests use it: its process, its accounts, its faults, its phones.

    with SmsGateway.start() as gateway:
        gateway.set_faults(lose_answer=1)
        post_sms(sms, reference="1", accounts=[SmsAccount("brevo", gateway.credentials("brevo"))])

Faults are listed in faults.py, settings in store.py. The accounts' addresses are on the loopback: the product
speaks there only under settings.DEMO, or when the address is settings.SMS_URL.
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

from tests.counterparts.sms_gateway.control import KEY_HEADER
from tests.counterparts.sms_gateway.dialects import BREVO_KEY, NETSIZE, OVH

HOUSE = Path(__file__).resolve().parents[3]
TEMPLATE_BODY = '{"to": "{to}", "text": "{text}", "sender": "{sender}", "reference": "{reference}"}'


@dataclass(frozen=True)
class SmsGateway:
    """A gateway already running: `port` and `key` are enough to steer it from another process."""

    port: int
    key: str = field(repr=False)
    pid: int = 0

    @classmethod
    @contextmanager
    def start(cls, *options: str) -> Iterator["SmsGateway"]:
        """On a free port, stopped at the end of the block. `options`: those of `__main__`."""
        # In hexadecimal: a key that begins with a dash would be read as an option.
        key = secrets.token_hex(16)
        command = [sys.executable, "-m", "tests.counterparts.sms_gateway", "--key", key, *options]
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
        return f"http://127.0.0.1:{self.port}"

    @property
    def sms_url(self) -> str:
        """For settings.SMS_URL."""
        return f"{self.url}/http"

    def credentials(self, driver: str) -> dict[str, str]:
        """Those of an account that works, at this gateway."""
        own: dict[str, dict[str, str]] = {
            "http": {},
            "brevo": {"api_key": BREVO_KEY},
            "ovh": OVH,
            "netsize": {"username": NETSIZE[0], "password": NETSIZE[1]},
            "template": {
                "body": TEMPLATE_BODY,
                "headers": "Content-Type: application/json",
                "id_path": "messages.0.id",
            },
        }
        return {**own[driver], "url": f"{self.url}/{driver}"}

    def configure(self, **changes: Any) -> None:
        """`callback`, `forward`, `latency_seconds`, `hang_seconds`, `credit`."""
        self._steer("PUT", "", changes)

    def set_faults(self, *always: str, **counted: int) -> None:
        """Replaces the faults in force. `error-500@brevo` strikes one dialect; `error_500=2` strikes twice."""
        faults = dict.fromkeys(always, -1) | {
            slug.replace("_", "-"): times for slug, times in counted.items()
        }
        self._steer("POST", "fautes", faults)

    def clear(self) -> None:
        """Forgets messages, reports, faults and settings."""
        self._steer("POST", "oublier")

    def sent(self) -> list[dict[str, Any]]:
        """What phones really received, oldest first: id, dialect, to, text, sender, reference."""
        sent: list[dict[str, Any]] = self._steer("GET", "messages").json()["sent"]
        return sent

    def asked(self) -> int:
        """How many times it was asked a message, whatever became of it."""
        return int(self._steer("GET", "messages").json()["asked"])

    def say(self, dialect: str, sender: str, text: str, *, to: str = "38069", reference: str = "") -> str:
        """A phone writes: posted to the callback. Returns its id."""
        told = {"dialect": dialect, "from": sender, "to": to, "text": text, "reference": reference}
        return str(self._steer("POST", "reponses", told).json()["id"])

    def release_reports(self) -> int:
        """Those that were late leave now."""
        return int(self._steer("POST", "rapports").json()["released"])

    def told(self, count: int = 0) -> list[dict[str, Any]]:
        """Calls made to the callback and to the mailbox (kind, url, status), once there are `count` of them."""
        answer: list[dict[str, Any]] = self._steer("GET", f"rapports?attendre={count}").json()
        assert len(answer) >= count, f"{len(answer)} calls instead of {count}"
        return answer

    def _steer(self, method: str, path: str, body: Any = None) -> httpx.Response:
        content = b"" if body is None else json.dumps(body).encode()
        # The loopback is never reached through a proxy.
        answer = httpx.request(
            method,
            f"{self.url}/pilotage/{path}",
            content=content,
            headers={KEY_HEADER: self.key},
            trust_env=False,
            timeout=15,
        )
        assert answer.is_success, answer.text
        return answer
