"""The folder that keeps a launcher's data between runs, and the lock that gives it to one at a time."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from project.env import ConfigurationError

HOUSE = Path(__file__).resolve().parents[3]


def state_root() -> Path:
    return Path(os.environ.get("RDV_STATE") or HOUSE / ".state").resolve()


class StateFolder:
    """`<state root>/<name>`: lock, secret key, announced environment, logs, data."""

    def __init__(self, name: str) -> None:
        self.name, self.path = name, state_root() / name
        self._lock: IO[str] | None = None
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(
                f"Le dossier {self.path} ne peut pas être créé ({error.strerror}) : "
                "donnez un autre dossier par la variable RDV_STATE."
            ) from error

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    def take(self) -> bool:
        """False when another launcher holds it. The kernel releases the lock when we die, however we die."""
        lock = self._open("lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        self.withdraw()
        return True

    def release(self) -> None:
        self.withdraw()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def clear(self) -> None:
        """Forgets everything but the lock; only for whoever holds it."""
        for entry in self.path.iterdir():
            if entry.name == "lock":
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def secret_key(self) -> str:
        file = self.path / "secret_key"
        if not file.exists():
            self._write_private(file, secrets.token_urlsafe(48))
        return file.read_text()

    def announce(self, environ: Mapping[str, str]) -> None:
        """Tells the other `rdv` commands how to join the servers started here."""
        self._write_private(self._announced, json.dumps(dict(environ)))

    def announced(self) -> dict[str, str] | None:
        try:
            return json.loads(self._announced.read_text())
        except FileNotFoundError:
            return None

    def withdraw(self) -> None:
        self._announced.unlink(missing_ok=True)

    @property
    def _announced(self) -> Path:
        return self.path / "environment.json"

    def _open(self, name: str) -> IO[str]:
        try:
            return (self.path / name).open("a")
        except PermissionError as error:
            raise ConfigurationError(
                f"Le dossier {self.path} appartient à un autre utilisateur : supprimez-le, "
                "ou donnez un autre dossier par la variable RDV_STATE."
            ) from error

    def _write_private(self, file: Path, text: str) -> None:
        # Written aside then renamed: whoever reads it sees all of it, and nobody else reads it.
        draft = file.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as output:
            output.write(text)
        draft.rename(file)
