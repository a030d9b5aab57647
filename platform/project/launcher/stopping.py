"""Signals: the first one asks to stop, the following ones change nothing (`uv run` repeats them)."""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


class Stopped(SystemExit):
    """Raised in the main thread by the first signal; left alone, it ends the process with the usual code."""


@contextmanager
def stops_on_signal(*, interrupt: bool = True) -> Iterator[None]:
    """`interrupt=False` leaves Ctrl-C to the command that runs inside (a Python shell, for example)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wanted = [number for number in SIGNALS if interrupt or number != signal.SIGINT]
    before = {number: signal.getsignal(number) for number in wanted}
    for number, handler in before.items():
        # `nohup rdv demo` is meant. What ends with `&` in a script ignores Ctrl-C from the start as well: the shell's
        # doing, nobody's wish.
        if number != signal.SIGHUP or handler is not signal.SIG_IGN:
            signal.signal(number, _stop_once)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """No signal interrupts what runs inside: stopping servers in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop_once(number: int, _frame: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(128 + number)


def dies_with_parent(death_signal: int) -> Callable[[], None] | None:
    """A `preexec_fn` after which the kernel sends `death_signal` to the child when we die, even by kill -9.

    Linux only; elsewhere the next start cleans up what a dead launcher left.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def arm() -> None:
        # Runs after setuid, which would clear the setting, and just before exec, which keeps it.
        prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return arm


def stop_when_uv_dies() -> None:
    """After kill -9 of `uv run`, its child would go on alone, out of anyone's sight."""
    name = Path(f"/proc/{os.getppid()}/comm")
    if sys.platform.startswith("linux") and name.exists() and name.read_text().strip() == "uv":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
