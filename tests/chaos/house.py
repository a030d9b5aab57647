"""PostgreSQL, Valkey, a web server, a worker and a beat of our own, to be killed at will."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psycopg

from project.launcher.binaries import valkey_program
from project.launcher.children import Child
from project.launcher.ports import free_ports
from project.launcher.postgres import EmbeddedPostgres
from project.launcher.programs import module, web
from project.launcher.state import HOUSE, StateFolder
from project.launcher.supervision import Household
from tests.project.launcher.running import clean_environment, state_root, until

APP = ("celery", "-A", "tests.chaos.worker")
# A lease, or the pause after a failure, ends: as when a minute has passed.
A_MINUTE_PASSES = (
    "UPDATE foundation_outbox_delivery SET not_before = now() WHERE state IN ('pending', 'claimed')",
    "UPDATE foundation_due_duerow SET due_at = now() WHERE kind = 'booking.reminder'",
)
STILL, LAST_WORDS = 2.0, 30_000
LEFT = (
    "SELECT (SELECT count(*) FROM foundation_due_duerow WHERE kind = 'booking.reminder')"
    " + (SELECT count(*) FROM foundation_outbox_delivery WHERE state IN ('pending', 'claimed'))"
)
RETURNS_KEY, DOMAIN = "cle-de-ces-essais", "rdv.localhost"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Telephones: of those to remind, and of those that it is too late for. `schemas` is where their receipts are."""

    due: frozenset[str]
    begun: frozenset[str]
    schemas: tuple[str, ...]


class House:
    def __init__(self, state: StateFolder) -> None:
        self.state, self.stopping = state, ExitStack()
        self.postgres = EmbeddedPostgres(state, durable=True)
        self.port = free_ports(1)[0]
        self.valkey = self._start_valkey()
        self.stopping.callback(lambda: self.valkey.kill_group())
        self.database_url = self.postgres.start()
        self.stopping.callback(lambda: self.postgres.stop())
        self.environ: dict[str, str] = {}
        self.workers = 0

    def furnish(self, due: int, begun: int, *, sms_url: str, email_url: str) -> Wanted:
        self.environ = clean_environment(
            RDV_EMBEDDED_DATABASE_URL=self.database_url,
            RDV_EMBEDDED_REDIS_URL=f"redis://127.0.0.1:{self.port}/0",
            SECRET_KEY="un secret pour ces essais, et pour eux seuls, assez long",
            RDV_HTTPS="0",
            RDV_LOG_FORMAT="text",
            RDV_RETURNS_KEY=RETURNS_KEY,
            SMS_URL=sms_url,
            EMAIL_URL=email_url,
            DJANGO_SETTINGS_MODULE="project.settings",
        )
        command = [sys.executable, "-m", "tests.chaos.office", str(due), str(begun)]
        done = subprocess.run(
            command, cwd=HOUSE, env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        return Wanted(frozenset(told["due"]), frozenset(told["begun"]), tuple(told["schemas"]))

    def start_web(self) -> str:
        """Where the carrier reports, once it answers."""
        port, kept = free_ports(1)[0], Household()
        kept.add(self._start("web", web(port, host="127.0.0.1", workers=1)))
        kept.wait_for_page(port, DOMAIN, "/sante/pret/")
        return f"http://{DOMAIN}:{port}/retours/{RETURNS_KEY}/{{dialect}}/accuses/"

    def start_worker(self) -> None:
        self.workers += 1
        options = ("worker", "-Q", "rdv", "--without-gossip", "--without-mingle", "--concurrency", "2")
        self.worker = self._start(f"worker-{self.workers}", module(*APP, *options))

    def start_beat(self) -> None:
        self.beat = self._start("beat", module(*APP, "beat"))

    def kill_worker(self) -> None:
        """-9, its children too: nothing of it can mark, renew or give back."""
        self.worker.kill_group()

    def restart_valkey_empty(self) -> None:
        self.valkey.kill_group()
        self.valkey = self._start_valkey()

    def restart_postgres(self) -> None:
        """The "immediate" stop: no transaction ends, the log is replayed at the start."""
        assert self.postgres.child is not None
        self.postgres.child.ask(signal.SIGQUIT)
        assert self.postgres.child.ended_within(20)
        assert self.postgres.start() == self.database_url

    def ask(self, sql: str) -> int:
        with psycopg.connect(self.database_url) as connection:
            return int(connection.execute(sql).fetchone()[0])  # type: ignore[index]

    def receipts(self, schemas: tuple[str, ...]) -> Counter[tuple[str, str, str]]:
        """How many of each channel, state and reason."""
        one = "SELECT channel, state, reason FROM {}.booking_receipt"
        with psycopg.connect(self.database_url) as connection:
            return Counter(connection.execute(" UNION ALL ".join(map(one.format, schemas))).fetchall())

    def a_minute_passes(self) -> None:
        with psycopg.connect(self.database_url) as connection:
            for statement in A_MINUTE_PASSES:
                connection.execute(statement)

    def finish(self, seconds: float) -> bool:
        """Until nothing is left. Whenever nothing has moved for two seconds, a minute passes."""
        deadline = time.monotonic() + seconds
        while (left := self.ask(LEFT)) and self.stands and time.monotonic() < deadline:
            if not until(lambda before=left: self.ask(LEFT) != before, STILL):  # type: ignore[misc]
                self.a_minute_passes()
        return left == 0 and self.stands

    @property
    def stands(self) -> bool:
        """No process may end by itself, whatever was taken from it."""
        return self.worker.alive and self.beat.alive

    def story(self) -> str:
        """Who is alive, and the last words of each."""
        ended = self.worker.process.poll()
        alive = f"worker {self.worker.alive} ({ended}), beat {self.beat.alive}, left {self.ask(LEFT)}"
        files = sorted(self.state.logs.glob("*.log"))
        return "\n".join([alive, *(f"--- {file.name}\n{file.read_text()[-LAST_WORDS:]}" for file in files)])

    def _start(self, name: str, command: list[str]) -> Child:
        child = Child(name, command, log=self.state.logs / f"{name}.log", env=self.environ, cwd=HOUSE)
        self.stopping.callback(child.kill_group)
        return child

    def _start_valkey(self) -> Child:
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            'save ""',
            "appendonly no",
            f'dir "{self.state.path}"',
        ]
        configuration = "\n".join([*lines, ""]).encode()
        return Child(
            "valkey", [valkey_program(), "-"], log=self.state.logs / "valkey.log", given=configuration
        )


@contextmanager
def house() -> Iterator[House]:
    with state_root() as root:
        state = StateFolder("chaos")
        assert state.take(), root
        kept = House(state)
        try:
            yield kept
        finally:
            kept.stopping.close()
            state.release()
