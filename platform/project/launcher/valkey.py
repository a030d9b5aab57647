"""The embedded Valkey: broker and cache, kept in memory only, on a free port of the loopback interface."""

import secrets
import socket
import time

from project.launcher.binaries import valkey_program
from project.launcher.children import Child, stop_all
from project.launcher.ports import free_ports
from project.launcher.refusals import CannotStart
from project.launcher.state import StateFolder

ATTEMPTS = 5
SECONDS_TO_START = 10


class EmbeddedValkey:
    def __init__(self, state: StateFolder) -> None:
        self.state = state
        self.child: Child | None = None

    def start(self) -> str:
        """The address to connect to. Raises CannotStart."""
        program, password = valkey_program(), secrets.token_urlsafe(18)
        for _ in range(ATTEMPTS):
            # Another program may take the port between our choice and the server's start: then choose again.
            port = free_ports(1)[0]
            self.child = Child(
                "valkey",
                [program, "-"],
                log=self.state.logs / "valkey.log",
                given=self._configuration(port, password).encode(),
            )
            if _came_up(self.child, port, password):
                return f"redis://:{password}@127.0.0.1:{port}/0"
        raise CannotStart(f"Valkey n’a pas démarré (journal : {self.state.logs / 'valkey.log'}).")

    def stop(self) -> None:
        if self.child is not None:
            stop_all([self.child])

    def _configuration(self, port: int, password: str) -> str:
        # Given on standard input: the process list never shows the password. A broker must not evict.
        lines = [
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {password}",
            'save ""',
            "appendonly no",
            f'dir "{self.state.path}"',
            "maxmemory 256mb",
            "maxmemory-policy noeviction",
            "loglevel warning",
        ]
        return "\n".join(lines) + "\n"


def _came_up(child: Child, port: int, password: str) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while child.alive and time.monotonic() < deadline:
        if _knows(password, port):
            return True
        time.sleep(0.02)
    return False


def _knows(password: str, port: int) -> bool:
    """Whether our own server listens there: a stranger would not know the password."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\n".encode())
            return connection.recv(16).startswith(b"+OK")
    except OSError:
        return False
