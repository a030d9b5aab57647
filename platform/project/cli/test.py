"""`rdv test`: lint, servers and data of its own, the browser, then pytest, whose last word is ours."""

import os
import re
import signal
import subprocess
import sys
from contextlib import ExitStack
from itertools import count

from foundation.console import Arguments
from project.cli.groups import with_test_group
from project.cli.lint import lint
from project.launcher.assets import PRUNE_ONLY
from project.launcher.children import Child
from project.launcher.programs import module
from project.launcher.progress import Progress
from project.launcher.servers import embedded, start_over
from project.launcher.state import HOUSE, StateFolder
from project.launcher.stopping import Stopped, undisturbed

WORKERS = "2"


def main(argv: list[str]) -> int:
    options, given = _parser().parse_known_args(argv)
    with_test_group(["test", *argv])
    progress = Progress()
    if not (options.no_lint or _names_tests(given)) and lint(progress) != 0:
        return 1
    try:
        return _run(pytest_command(given, long=options.long), keep=options.keep, progress=progress)
    except Stopped as stopped:
        print("\nInterrompu.")
        return stopped.code if isinstance(stopped.code, int) else 130


def _parser() -> Arguments:
    parser = Arguments(
        "test",
        "Vérifie le style et les types, puis lance les tests. Tout autre argument va à pytest. "
        "Exemple : rdv test tests/booking -k absence",
    )
    parser.add_argument(
        "--long", action="store_true", help="ajoute les tests longs (charge, pannes, montées de version)"
    )
    parser.add_argument("--no-lint", action="store_true", help="passe la vérification du style et des types")
    parser.add_argument("--keep", action="store_true", help="garde les données de l’exécution précédente")
    return parser


def _names_tests(given: list[str]) -> bool:
    return any(not each.startswith("-") and (HOUSE / each.split("::")[0]).exists() for each in given)


def pytest_command(given: list[str], *, long: bool) -> list[str]:
    workers = [] if _has(given, "-n", "--numprocesses") else ["-n", WORKERS]
    chosen = [] if long or _has(given, "-m") else ["-m", "not long"]
    return [sys.executable, "-m", "pytest", *workers, *chosen, *given]


def _has(given: list[str], *options: str) -> bool:
    """Its value apart (`-n 4`) or joined (`-n4`, `--numprocesses=4`)."""
    return any(re.match(rf"{option}($|=|\d)", each) for each in given for option in options)


def _run(command: list[str], *, keep: bool, progress: Progress) -> int:
    state = _free_state()
    try:
        if not keep:
            start_over(state)
        with embedded(state, durable=False, rebuild=True, progress=progress) as environ, ExitStack() as stack:
            environ["CHROMIUM"] = _browser(progress)
            with progress.step("Habillage de l’État"):
                prune = [*module("project.launcher.assets"), PRUNE_ONLY]
                subprocess.run(prune, env=environ, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL)
            # pytest's own setting names the settings of the tests; importing `project` has named the others.
            environ.pop("DJANGO_SETTINGS_MODULE", None)
            # SIGINT lets pytest tear its fixtures down and write its closing line.
            pytest = Child("pytest", command, log=None, env=environ, cwd=HOUSE)
            stack.callback(_end, pytest)
            return pytest.process.wait()
    finally:
        state.release()


def _end(pytest: Child) -> None:
    with undisturbed():
        pytest.ask(signal.SIGINT)
        pytest.ended_within(20)
        pytest.kill_group()


def _free_state() -> StateFolder:
    """Two runs of the tests may share a checkout: each has its servers."""
    for number in count(1):
        state = StateFolder("test" if number == 1 else f"test-{number}")
        if state.take():
            return state
    raise AssertionError


def _browser(progress: Progress) -> str:
    """Path of Chromium, empty when there is none: the tests that need it then say why."""
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    from tests.browser.chromium import NoBrowser, find

    try:
        with progress.step("Navigateur de test"):
            return str(find().path)
    except NoBrowser as absent:
        progress.say(str(absent))
        return ""
