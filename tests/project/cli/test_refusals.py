"""What is typed wrong, or set wrong, gets one sentence and exit code 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from project.cli import main
from project.launcher.ports import free_ports
from project.launcher.state import HOUSE, StateFolder
from tests.project.launcher.running import clean_environment

REAL_SERVERS = {
    "DATABASE_URL": f"postgresql://rdv:s3cr3t@127.0.0.1:{free_ports(1)[0]}/rdv",
    "REDIS_URL": f"redis://127.0.0.1:{free_ports(1)[0]}/0",
    "SECRET_KEY": "x" * 50,
}


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where nothing is set."""
    kept = clean_environment(RDV_STATE=str(tmp_path))
    for name in set(os.environ) - set(kept):
        monkeypatch.delenv(name)
    monkeypatch.setenv("RDV_STATE", kept["RDV_STATE"])


def _set(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def _in_a_shell(*arguments: str) -> tuple[int, str]:
    """For what depends on a whole process: settings not loaded yet."""
    answer = subprocess.run(
        [sys.executable, "-m", "project", *arguments], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    return answer.returncode, answer.stderr


def _is_one_sentence(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text


def test_an_unknown_command_names_the_closest_one() -> None:
    code, said = _in_a_shell("dmeo")
    assert code == 2
    assert "Vouliez-vous dire «\u00a0rdv demo\u00a0»" in said
    assert _is_one_sentence(said)


def test_a_database_that_does_not_answer_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, **REAL_SERVERS)
    code, said = _in_a_shell("migrate")
    assert code == 2
    assert said.startswith("DATABASE_URL\u00a0: aucun PostgreSQL ne répond sur 127.0.0.1")
    assert _is_one_sentence(said)
    assert "s3cr3t" not in said


def test_an_address_that_cannot_be_read_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set(monkeypatch, **REAL_SERVERS | {"DATABASE_URL": "postgresql://rdv:s3cr3t@hote/rdv?inconnu=1"})
    assert main(["up", "web"]) == 2
    said = capsys.readouterr().err
    assert "n’est pas une adresse PostgreSQL lisible" in said
    assert _is_one_sentence(said)


def test_django_refuses_the_demonstration_door_in_front_of_a_real_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _set(monkeypatch, RDV_DEMO="1", **REAL_SERVERS)
    code, said = _in_a_shell("check")
    assert code == 2
    assert said.startswith("RDV_DEMO=1 ouvre une porte sans mot de passe")
    assert _is_one_sentence(said)


@pytest.mark.parametrize("command", [["demo"], ["up", "web"], ["up"]])
def test_the_demonstration_door_is_refused_in_front_of_a_real_database(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set(monkeypatch, RDV_DEMO="1", **REAL_SERVERS)
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith("RDV_DEMO=1 ouvre une porte sans mot de passe")
    assert _is_one_sentence(said)


def test_the_demonstration_never_starts_where_a_real_database_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set(monkeypatch, **REAL_SERVERS)
    assert main(["demo"]) == 2
    assert _is_one_sentence(capsys.readouterr().err)


def test_a_second_demonstration_says_where_the_first_one_is(capsys: pytest.CaptureFixture[str]) -> None:
    running = StateFolder("demo")
    assert running.take()
    running.announce({"RDV_DEMO_ADDRESS": "http://rdv.localhost:8123/"})
    assert main(["demo"]) == 1
    running.release()
    assert capsys.readouterr().out == ("La démonstration est déjà lancée\u00a0: http://rdv.localhost:8123/\n")


def test_a_deployment_needs_its_two_addresses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["up"]) == 2
    said = capsys.readouterr().err
    assert "DATABASE_URL manque" in said
    assert _is_one_sentence(said)
