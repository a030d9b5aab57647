"""Commands that need the `test` group of dependencies run themselves again under it."""

import importlib.util
import os
import shutil
import subprocess
import sys

from project.env import ConfigurationError
from project.launcher.state import HOUSE

# One module of each part of the group.
WITNESSES = ("pytest", "ruff", "playwright")
AGAIN = "RDV_TEST_GROUP"


def with_test_group(argv: list[str]) -> None:
    """Returns when the group is there; otherwise this process becomes `uv run --group test rdv …`."""
    if all(importlib.util.find_spec(name) for name in WITNESSES):
        return
    uv = _uv()
    if uv is None or os.environ.get(AGAIN):
        raise ConfigurationError(
            "Il manque les outils de test : installez uv (pip install uv), "
            "puis lancez la commande par « uv run --group test rdv … »."
        )
    print("  Installation des outils de test (groupe « test »)…", flush=True)
    command = [*uv, "run", "--project", str(HOUSE), "--group", "test", "rdv", *argv]
    os.execvpe(command[0], command, {**os.environ, AGAIN: "1"})  # noqa: S606


def _uv() -> list[str] | None:
    """`uv run` names itself in UV; a launcher found on PATH may answer only outside this folder (pyenv)."""
    given = os.environ.get("UV") or shutil.which("uv")
    for command in ([given] if given else [], [sys.executable, "-m", "uv"], ["python3", "-m", "uv"]):
        if command and _runs(command):
            return command
    return None


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
