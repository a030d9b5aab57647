"""One line per slow step, with the time it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """Pass `sys.stderr` when the command's standard output is read by another program."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream if stream is not None else sys.stdout
        self.started = time.monotonic()

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        self._write(f"  {label}… ")
        started = time.monotonic()
        try:
            yield
        except BaseException as error:
            outcome = "échec" if isinstance(error, Exception) else "interrompu"
            self._write(f"{outcome} après {duration(time.monotonic() - started)}\n")
            raise
        self._write(f"{duration(time.monotonic() - started)}\n")

    def say(self, line: str = "") -> None:
        self._write(f"{line}\n")

    def elapsed(self) -> str:
        return duration(time.monotonic() - self.started)

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s".replace(".", ",")
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s"
