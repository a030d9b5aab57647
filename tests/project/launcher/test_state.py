import os
from pathlib import Path

import pytest

from project.env import ConfigurationError
from project.launcher.state import StateFolder


@pytest.fixture(autouse=True)
def _root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RDV_STATE", str(tmp_path))


def test_one_launcher_at_a_time_holds_the_folder() -> None:
    first, second = StateFolder("demo"), StateFolder("demo")
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_what_a_killed_launcher_announced_is_forgotten_by_the_next() -> None:
    dead = StateFolder("demo")
    dead.announce({"RDV_PORT": "8000"})
    alive = StateFolder("demo")
    assert alive.take()
    assert alive.announced() is None
    alive.release()


def test_starting_over_keeps_the_lock_only() -> None:
    state = StateFolder("demo")
    assert state.take()
    key = state.secret_key()
    (state.path / "pgdata").mkdir()
    state.clear()
    assert [entry.name for entry in state.path.iterdir()] == ["lock"]
    assert not StateFolder("demo").take()
    assert state.secret_key() != key
    state.release()


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RDV_STATE", os.devnull)
    with pytest.raises(ConfigurationError, match="RDV_STATE"):
        StateFolder("demo")
