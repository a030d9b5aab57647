"""The identity server as tests use it: its process, its faults, and a browser that signs in.

    with IdentityServer.serving(config) as identity:
        identity.set_faults("nonce-other")
        callback = sign_in(authorize_url, "camille")

The faults are listed in faults.py, the configuration is described in registration.py.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from tests.counterparts.counterpart import Counterpart
from tests.counterparts.identity.browser import Browser, Refused, sign_in

__all__ = ["Browser", "IdentityServer", "Refused", "sign_in"]


@dataclass(frozen=True)
class IdentityServer(Counterpart):
    host_name: str = "127.0.0.1"

    package = "identity"

    @classmethod
    @contextmanager
    def serving(cls, config: dict[str, Any], host_name: str = "127.0.0.1") -> Iterator[Self]:
        """On a free port, stopped at the end of the block."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(config, file)
            file.flush()
            options = ("--config", file.name, "--host-name", host_name)
            with cls._running(*options) as (ports, key, pid):
                yield cls(ports["http"], key, pid, host_name)

    @property
    def url(self) -> str:
        return f"http://{self.host_name}:{self.port}"

    def issuer(self, profile: str) -> str:
        """`profile` is "proconnect" or "franceconnect"."""
        return f"{self.url}/{profile}/api/v2"

    def configure(self, **changes: Any) -> None:
        """Replaces the keys named (`clients`, `persons`, `sleep_seconds`), keeps the others."""
        self.steer("PUT", "", changes)

    def set_faults(self, *slugs: str) -> None:
        """Replaces the faults in force, until the next call; none named, none left."""
        self.steer("POST", "fautes", {"faults": slugs})

    def clear(self) -> None:
        """Forgets faults, codes, tokens, sessions and recorded requests; keeps configuration and keys."""
        self.steer("POST", "oublier")

    def requests(self, endpoint: str = "", profile: str = "") -> list[dict[str, Any]]:
        """Oldest first: `profile`, `endpoint`, `path`, `method`, `parameters`.

        Endpoints: discovery, jwks, authorize, interaction, token, userinfo, session/end."""
        asked: list[dict[str, Any]] = self.steer("GET", "demandes").json()
        return [one for one in asked if endpoint in ("", one["endpoint"]) and profile in ("", one["profile"])]
