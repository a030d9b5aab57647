import pytest

from project.cli import main
from project.cli.commands import COMMANDS
from project.cli.test import pytest_command


def test_help_gives_each_command_one_line_and_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for command in COMMANDS:
        (line,) = [line for line in lines if line.startswith(f"  {command.name} ")]
        assert command.help in line
        assert line.endswith(command.example)
        assert len(line) <= 110


def test_no_argument_gives_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "rdv demo" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["demo", "--prot", "8000"], "option ou argument inconnu"),
        (["demo", "--port", "huit"], "un nombre entier est attendu"),
        (["demo", "--port", "70000"], "un port va de 1 à 65535"),
        (["up", "webb"], "choix inconnu"),
        (["lint", "--vite"], "option ou argument inconnu"),
    ],
)
def test_a_wrong_option_gets_a_french_sentence(
    typed: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_an_unknown_measure_lists_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "inconnue"]) == 2
    assert "Mesures disponibles" in capsys.readouterr().err


def test_pytest_runs_on_two_processes_without_the_long_tests() -> None:
    assert pytest_command(["-k", "absence"], long=False)[3:] == ["-n", "2", "-m", "not long", "-k", "absence"]
    assert pytest_command([], long=True)[3:] == ["-n", "2"]


@pytest.mark.parametrize("given", [["-n", "0"], ["-n4"], ["--numprocesses=3"]])
def test_a_given_number_of_processes_is_kept(given: list[str]) -> None:
    assert pytest_command(given, long=True)[3:] == given


def test_given_markers_are_kept() -> None:
    assert pytest_command(["-m", "long"], long=False)[3:] == ["-n", "2", "-m", "long"]
