import os
import signal
import sys
import time
from pathlib import Path

import pytest

from project.launcher.children import Child, stop_all
from project.launcher.refusals import CannotStart
from project.launcher.stopping import Stopped, stops_on_signal
from tests.project.launcher.running import is_alive, until

STUBBORN = """
import signal, subprocess, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
print("ready", grandchild.pid, flush=True)
signal.pause()
"""


def test_a_process_that_refuses_to_stop_is_killed_with_its_own_children(tmp_path: Path) -> None:
    child = Child("têtu", [sys.executable, "-c", STUBBORN], log=tmp_path / "log")
    child.wait_for_line("ready")
    grandchild = int(child.output().split()[1])
    stop_all([child], grace=0.2)
    assert not child.alive
    assert until(lambda: not is_alive(grandchild), seconds=3)


def test_a_failed_process_is_reported_by_its_last_line_and_its_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    child = Child("contenu", [sys.executable, "-c", "print('a'); raise SystemExit('plus de place')"], log=log)
    with pytest.raises(CannotStart) as refused:
        child.wait()
    assert "«\u00a0contenu\u00a0» s’est arrêté\u00a0: plus de place" in str(refused.value)
    assert str(log) in str(refused.value)


def test_a_process_that_dies_before_it_is_ready_is_not_waited_for(tmp_path: Path) -> None:
    child = Child("muet", [sys.executable, "-c", ""], log=tmp_path / "log")
    started = time.monotonic()
    with pytest.raises(CannotStart, match="code 0"):
        child.wait_for_line("ready")
    assert time.monotonic() - started < 10


def _interrupted_three_times() -> None:
    with stops_on_signal():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGHUP)


def test_only_the_first_signal_interrupts() -> None:
    with pytest.raises(Stopped) as stopped:
        _interrupted_three_times()
    assert stopped.value.code == 128 + signal.SIGTERM


def test_the_handlers_of_before_come_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stops_on_signal():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before
