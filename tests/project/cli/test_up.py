"""The three processes of a deployment, started by one command."""

import http.client
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from project.launcher.ports import free_ports
from project.launcher.state import HOUSE
from tests.project.launcher.running import (
    children_of,
    clean_environment,
    holding,
    is_alive,
    state_root,
    until,
)


def _status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/sante/")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


@pytest.mark.long
def test_a_deployment_s_processes_start_and_stop_together(tmp_path: Path) -> None:
    port = free_ports(1)[0]
    with state_root() as root, holding(root) as servers:
        environ = clean_environment(
            DATABASE_URL=servers.database_url,
            REDIS_URL=servers.environ["RDV_EMBEDDED_REDIS_URL"],
            SECRET_KEY="x" * 50,
            RDV_STATIC_ROOT=str(tmp_path / "static"),
            PORT=str(port),
        )
        log = (tmp_path / "log").open("w")
        with (
            log,
            subprocess.Popen(
                [sys.executable, "-m", "project", "up"], cwd=HOUSE, env=environ, stdout=log, stderr=log
            ) as up,
        ):
            assert until(lambda: _status(port) == 200, seconds=90), (tmp_path / "log").read_text()
            processes = children_of(up.pid)
            assert len(processes) == 3
            up.send_signal(signal.SIGTERM)
            assert up.wait(30) == 0
        assert not any(is_alive(pid) for pid in processes)
