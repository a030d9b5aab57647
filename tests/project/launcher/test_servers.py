import os
import signal
from pathlib import Path

import psycopg
import pytest
import redis

from project.env import ConfigurationError
from project.launcher.preflight import check_redis
from tests.project.launcher.running import children_of, holding, is_alive, state_root, until

NOTE = "create table note (text text); insert into note values ('Écart')"


def _notes(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [text for (text,) in connection.execute("select text from note where text ilike 'écart'")]


def test_data_is_kept_from_one_run_to_the_next() -> None:
    with state_root() as root:
        with holding(root) as first:
            with psycopg.connect(first.database_url) as connection:
                connection.execute(NOTE)
            key = first.environ["SECRET_KEY"]
        with holding(root) as second:
            assert _notes(second.database_url) == ["Écart"]
            assert second.environ["SECRET_KEY"] == key


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_launcher_asked_to_stop_stops_its_servers_in_order(number: int) -> None:
    """Even in the background, where it starts deaf to Ctrl-C."""
    with state_root() as root, holding(root, background=True) as holder:
        servers = children_of(holder.process.pid)
        assert len(servers) == 2
        assert holder.end(number) == 128 + number
        assert not any(is_alive(pid) for pid in servers)
        assert not list(root.glob("**/postmaster.pid"))
        assert not list(root.glob("**/environment.json"))
        assert "database system is shut down" in (root / "held" / "logs" / "postgres.log").read_text()


def test_nothing_survives_a_killed_launcher_and_its_data_does() -> None:
    with state_root() as root:
        with holding(root) as killed:
            with psycopg.connect(killed.database_url) as connection:
                connection.execute(NOTE)
            servers = children_of(killed.process.pid)
            killed.end(signal.SIGKILL)
            assert until(lambda: not any(is_alive(pid) for pid in servers), seconds=3)
        with holding(root) as next_one:
            assert _notes(next_one.database_url) == ["Écart"]


def test_a_killed_database_leaves_nothing_in_the_way_of_the_next_start() -> None:
    with state_root() as root:
        with holding(root) as holder:
            with psycopg.connect(holder.database_url) as connection:
                connection.execute(NOTE)
            postmaster = int(next(root.glob("**/postmaster.pid")).read_text().splitlines()[0])
            _kill(postmaster)
        assert list(root.glob("**/postmaster.pid"))
        with holding(root) as next_one:
            assert _notes(next_one.database_url) == ["Écart"]


def test_a_second_command_joins_the_servers_that_are_there() -> None:
    with state_root() as root, holding(root) as first, holding(root) as second:
        assert second.environ["RDV_EMBEDDED_DATABASE_URL"] == first.database_url
        assert second.environ["SECRET_KEY"] == first.environ["SECRET_KEY"]
        assert children_of(second.process.pid) == []


def test_a_home_folder_closed_to_others_and_a_missing_locale_change_nothing() -> None:
    with state_root(mode=0o700) as root, holding(root, LC_ALL="fr_FR.UTF-8", LANG="xx_XX") as holder:
        with psycopg.connect(holder.database_url) as connection:
            (upper,) = connection.execute("select upper('é')").fetchone() or ("",)
        assert upper == "É"


def test_the_broker_answers_only_to_its_password() -> None:
    with state_root() as root, holding(root) as holder:
        url = holder.environ["RDV_EMBEDDED_REDIS_URL"]
        with redis.Redis.from_url(url) as client:
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        with pytest.raises(ConfigurationError, match="mot de passe"):
            check_redis(url.replace("redis://:", "redis://:un-autre-"))
        assert _mode(root / "held" / "environment.json") == 0o600
        assert _mode(root / "held" / "secret_key") == 0o600


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not is_alive(pid), seconds=3)
