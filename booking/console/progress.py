"""A progress bar on the error stream: standard output stays what the command answers."""

import sys
from typing import TextIO

WIDTH = 30
EVERY_PERCENT = 10


class ProgressBar:
    """Redrawn on one line in a terminal; elsewhere (a log file) one line every tenth."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        self.total, self.done, self._said = total, 0, -1
        self.stream = stream if stream is not None else sys.stderr

    def step(self, label: str) -> None:
        self.done += 1
        percent = 100 * self.done // max(self.total, 1)
        if self.stream.isatty():
            filled = WIDTH * percent // 100
            bar = "█" * filled + "·" * (WIDTH - filled)
            self.stream.write(f"\r\033[K{bar} {percent:3d} % {label}")
        elif percent // EVERY_PERCENT > self._said:
            self._said = percent // EVERY_PERCENT
            self.stream.write(f"{percent} % ({self.done} sur {self.total}) {label}\n")
        self.stream.flush()

    def end(self) -> None:
        if self.stream.isatty():
            self.stream.write("\r\033[K")
            self.stream.flush()
