"""A process we start: in a session of its own, logged to a file, gone when we are gone."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from project.launcher.refusals import CannotStart
from project.launcher.stopping import dies_with_parent
from project.launcher.unprivileged import Identity

GRACE = 10.0


class Child:
    """Started by the constructor. `log` holds one run; None leaves the output where ours goes.

    The session of its own keeps the terminal's Ctrl-C away, so that we stop things in order.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path | None,
        env: Mapping[str, str] | None = None,
        cwd: Path | str | None = None,
        identity: Identity | None = None,
        given: bytes = b"",
        death_signal: int = signal.SIGTERM,
    ) -> None:
        self.name, self.log = name, log
        with _opened(log) as output:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                env=None if env is None else dict(env),
                cwd=cwd,
                stdin=subprocess.PIPE if given else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if log else None,
                start_new_session=True,
                preexec_fn=dies_with_parent(death_signal),
                user=identity.uid if identity else None,
                group=identity.gid if identity else None,
                extra_groups=[] if identity else None,
            )
        if self.process.stdin is not None:
            self.process.stdin.write(given)
            self.process.stdin.close()

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def wait(self) -> None:
        """Raises CannotStart unless the process ends well."""
        if self.process.wait() != 0:
            raise self.failure()

    def failure(self) -> CannotStart:
        if self.log is None:
            return CannotStart(f"Le processus « {self.name} » s’est arrêté (code {self.process.poll()}).")
        lines = [line for line in self.output().splitlines() if line.strip()]
        last = lines[-1].strip() if lines else f"code {self.process.poll()}, aucun message"
        return CannotStart(f"Le processus « {self.name} » s’est arrêté : {last} (journal : {self.log}).")

    def output(self) -> str:
        """What it wrote so far, errors included."""
        return self.log.read_text(errors="replace") if self.log else ""

    def wait_for_line(self, beginning: str, seconds: float = 30) -> None:
        """Until the process has written a line that begins so."""
        deadline = time.monotonic() + seconds
        while not any(line.startswith(beginning) for line in self.output().splitlines()):
            if not self.alive:
                raise self.failure()
            if time.monotonic() > deadline:
                raise CannotStart(f"Le processus « {self.name} » ne répond pas (journal : {self.log}).")
            time.sleep(0.03)

    def ask(self, number: int = signal.SIGTERM) -> None:
        if self.alive:
            self.process.send_signal(number)

    def ended_within(self, seconds: float) -> bool:
        try:
            self.process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill_group(self) -> None:
        # PermissionError: macOS, when only zombies are left in the group.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def _opened(log: Path | None) -> Iterator[IO[bytes] | None]:
    if log is None:
        yield None
        return
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        yield output


def stop_all(children: Iterable[Child], number: int = signal.SIGTERM, grace: float = GRACE) -> None:
    """Asks all at once, waits `grace` seconds for all together, then kills what is left of each group."""
    asked = list(children)
    for child in asked:
        child.ask(number)
    deadline = time.monotonic() + grace
    for child in asked:
        child.ended_within(deadline - time.monotonic())
        child.kill_group()
