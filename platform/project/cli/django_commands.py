"""Django's commands, those of the installed applications included."""

import os
import subprocess
import sys
from functools import cache

from django.core import management

from project.cli.harmless import harmless_environment
from project.cli.served import run_with_servers, run_without_servers
from project.env import ConfigurationError

LIST = (
    "import django; django.setup(); from django.core.management import get_commands; print(*get_commands())"
)


def known(name: str) -> set[str]:
    """Names of commands; complete unless `name` is Django's own, for which nothing needs loading."""
    core = set(management.find_commands(management.__path__[0]))
    return core if name in core else core | _installed()


def execute(name: str, argv: list[str]) -> int:
    """Runs it with servers; its help alone needs none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    line = ["rdv", name, *argv]
    if {"-h", "--help"} & set(argv):
        return run_without_servers(lambda: _ended(line))
    return run_with_servers(lambda: _ended(line), check=False)


@cache
def _installed() -> set[str]:
    # By another interpreter: settings loaded here would keep addresses read before the servers start.
    answer = subprocess.run(
        [sys.executable, "-c", LIST], env=harmless_environment(), capture_output=True, text=True, check=False
    )
    if answer.returncode != 0:
        last = (answer.stderr.strip().splitlines() or ["sans message"])[-1]
        raise ConfigurationError(f"Les applications du projet ne se chargent pas : {last}")
    return set(answer.stdout.split())


def _ended(line: list[str]) -> int:
    """Django ends a refused command by SystemExit; the servers must still be stopped in order."""
    try:
        management.execute_from_command_line(line)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1 if ended.code else 0
    return 0
