"""`rdv lint`: style, types, imports. Each tool's output is shown only when it complains."""

import subprocess
import sys
from pathlib import Path

from foundation.console import Arguments
from project.cli.groups import with_test_group
from project.cli.harmless import harmless_environment
from project.launcher.progress import Progress
from project.launcher.state import HOUSE


def main(argv: list[str]) -> int:
    Arguments("lint", "Vérifie le style, les types et les imports. Exemple : rdv lint").parse_args(argv)
    with_test_group(["lint", *argv])
    return lint(Progress())


def lint(progress: Progress) -> int:
    """1 when one of the tools complains; all of them run."""
    complaints = [name for name, command in _tools().items() if not _passes(name, command, progress)]
    if complaints:
        progress.say(f"À corriger : {', '.join(complaints)}.")
    return 1 if complaints else 0


def _tools() -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    return {
        "ruff check": [*python, "ruff", "check", "."],
        "ruff format": [*python, "ruff", "format", "--check", "."],
        "lint-imports": [str(Path(sys.executable).with_name("lint-imports"))],
        "mypy": [*python, "mypy"],
    }


def _passes(name: str, command: list[str], progress: Progress) -> bool:
    with progress.step(name):
        answer = subprocess.run(
            command,
            cwd=HOUSE,
            env=harmless_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if answer.returncode != 0:
        progress.say(answer.stdout.rstrip())
    return answer.returncode == 0
