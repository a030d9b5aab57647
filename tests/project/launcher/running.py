"""Processes of ours, started as a user starts them, on a state folder that the machine forgets afterwards."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from project.launcher.folders import socket_folder
from project.launcher.postgres import data_folder
from project.launcher.state import HOUSE, StateFolder
from project.launcher.unprivileged import server_identity

OURS = ("RDV_", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")


def clean_environment(**added: str) -> dict[str, str]:
    """Without what the test run's own launcher has put there."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | added


@contextmanager
def state_root(mode: int = 0o755) -> Iterator[Path]:
    """A root for RDV_STATE. 0o700 is the home folder that `nobody` cannot enter."""
    root = Path(tempfile.mkdtemp(prefix="rdv-test-"))
    root.chmod(mode)
    before = os.environ.get("RDV_STATE")
    os.environ["RDV_STATE"] = str(root)
    try:
        yield root
        for each in root.iterdir():
            state = StateFolder(each.name)
            data = data_folder(state)
            shutil.rmtree(data if data.parent == state.path else data.parent, ignore_errors=True)
            shutil.rmtree(socket_folder(state.path, server_identity()), ignore_errors=True)
    finally:
        os.environ.pop("RDV_STATE")
        if before is not None:
            os.environ["RDV_STATE"] = before
        shutil.rmtree(root, ignore_errors=True)


# What a shell does to the command that a script starts with `&`.
IN_BACKGROUND = ["sh", "-c", 'trap "" INT; exec "$@"', "sh"]


class Holder:
    """The process of `holder.py`, and the environment it has announced."""

    def __init__(self, root: Path, *, background: bool = False, **added: str) -> None:
        shell = IN_BACKGROUND if background else []
        self.process = subprocess.Popen(
            [*shell, sys.executable, "-m", "tests.project.launcher.holder"],
            cwd=HOUSE,
            env=clean_environment(RDV_STATE=str(root), **added),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert said, self.process.communicate()[1]
        self.environ: dict[str, str] = json.loads(said)

    @property
    def database_url(self) -> str:
        return self.environ["RDV_EMBEDDED_DATABASE_URL"]

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode


@contextmanager
def holding(root: Path, *, background: bool = False, **added: str) -> Iterator[Holder]:
    holder = Holder(root, background=background, **added)
    try:
        yield holder
    finally:
        if holder.process.poll() is None:
            holder.process.terminate()
        holder.process.communicate(timeout=30)


def children_of(pid: int) -> list[int]:
    """Direct children, by their number."""
    answer = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in answer.stdout.split()]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
