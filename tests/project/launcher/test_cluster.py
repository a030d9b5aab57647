import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from project.launcher.binaries import postgres_programs
from project.launcher.cluster import prepare_cluster, stop_orphan
from project.launcher.refusals import CannotStart
from project.launcher.unprivileged import server_identity
from tests.project.launcher.running import state_root

IDENTITY = server_identity()


@contextmanager
def _sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"]) as process:
        yield process
        process.kill()


def test_the_number_of_a_dead_server_may_now_be_a_stranger_s(tmp_path: Path) -> None:
    with _sleeper() as stranger:
        pid_file = tmp_path / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n{tmp_path}\n")
        stop_orphan(tmp_path, postgres_programs(IDENTITY), IDENTITY)
        assert stranger.poll() is None
        assert not pid_file.exists()


def test_data_of_another_major_version_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("9\n")
    with pytest.raises(CannotStart, match=r"sont de PostgreSQL 9.*rdv demo --fresh"):
        prepare_cluster(tmp_path, postgres_programs(IDENTITY), IDENTITY, rebuild=False)
    assert (tmp_path / "PG_VERSION").exists()


def test_the_demonstration_rebuilds_data_of_another_major_version() -> None:
    with state_root() as root:
        data = root / "pgdata"
        data.mkdir()
        (data / "PG_VERSION").write_text("9\n")
        programs = postgres_programs(IDENTITY)
        prepare_cluster(data, programs, IDENTITY, rebuild=True)
        assert (data / "PG_VERSION").read_text().strip() == str(programs.major)


def test_half_made_data_is_made_again() -> None:
    with state_root() as root:
        data = root / "pgdata"
        (data / "base").mkdir(parents=True)
        prepare_cluster(data, postgres_programs(IDENTITY), IDENTITY, rebuild=False)
        assert (data / "PG_VERSION").exists()


def test_no_postgresql_at_all_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RDV_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(CannotStart, match="donnez DATABASE_URL"):
        postgres_programs(IDENTITY)
