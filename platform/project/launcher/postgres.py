"""The embedded PostgreSQL: real server, reached by a Unix socket only."""

import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from project.launcher.binaries import postgres_programs
from project.launcher.children import Child
from project.launcher.cluster import prepare_cluster
from project.launcher.folders import lasting_folder, socket_folder
from project.launcher.refusals import CannotStart
from project.launcher.state import StateFolder
from project.launcher.unprivileged import server_identity

SECONDS_TO_START = 60


class EmbeddedPostgres:
    """`durable` keeps what was committed when the server is killed (not when the machine is)."""

    def __init__(self, state: StateFolder, *, durable: bool) -> None:
        self.identity = server_identity()
        self.state, self.durable = state, durable
        self.sockets = socket_folder(state.path, self.identity)
        self.data = data_folder(state)
        self.child: Child | None = None

    def start(self, *, rebuild: bool = False) -> str:
        """The address to connect to. Raises CannotStart."""
        self.programs = postgres_programs(self.identity)
        prepare_cluster(self.data, self.programs, self.identity, rebuild=rebuild)
        options = [part for name, value in self._settings().items() for part in ("-c", f"{name}={value}")]
        self.child = Child(
            "postgres",
            [self.programs["postgres"], "-D", self.data, *options],
            log=self.state.logs / "postgres.log",
            cwd="/",
            identity=self.identity,
            death_signal=signal.SIGINT,
        )
        self._wait_until_ready(self.child)
        return f"postgresql://postgres@/postgres?host={self.sockets}"

    def stop(self) -> None:
        if self.child is not None:
            self.child.ask(signal.SIGINT)
            if not self.child.ended_within(20):
                self.child.ask(signal.SIGQUIT)
                self.child.ended_within(10)
            self.child.kill_group()
        with suppress(OSError):
            self.sockets.rmdir()

    def _settings(self) -> dict[str, str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            # Its folder is closed to others; root must enter a server that runs as nobody.
            "unix_socket_permissions": "0777" if self.identity else "0700",
            "max_connections": "200",
            # Dropping a schema or replaying a fleet takes one lock per relation.
            "max_locks_per_transaction": "2048" if self.durable else "512",
            "dynamic_shared_memory_type": "mmap",
            "timezone": "UTC",
            "lc_messages": "C",
            "random_page_cost": "1.1",
            "jit": "off",
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "on" if self.durable else "off",
        }
        if sys.platform.startswith("linux"):
            # One call instead of opening each file: thousands per tenant after kill -9.
            settings["recovery_init_sync_method"] = "syncfs"
        if self.programs.has_statements:
            settings["shared_preload_libraries"] = "pg_stat_statements"
        return settings

    def _wait_until_ready(self, child: Child) -> None:
        pid_file, deadline = self.data / "postmaster.pid", time.monotonic() + SECONDS_TO_START
        while not _says_ready(pid_file, child.process.pid):
            if not child.alive:
                raise child.failure()
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"PostgreSQL ne répond pas après {SECONDS_TO_START} s (journal : {child.log})."
                )
            time.sleep(0.02)


def data_folder(state: StateFolder) -> Path:
    """Inside the state folder, unless the server's user cannot go there."""
    identity = server_identity()
    if identity is None or identity.reaches(state.path):
        return state.path / "pgdata"
    return lasting_folder(state.path, identity) / "pgdata"


def _says_ready(pid_file: Path, pid: int) -> bool:
    """The server's own word, which pg_ctl reads too: its number on line 1, its status on line 8."""
    try:
        lines = pid_file.read_text().splitlines()
    except (FileNotFoundError, PermissionError):
        return False
    return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"
