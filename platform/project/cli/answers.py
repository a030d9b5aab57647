"""Finds the subcommand, runs it, and says any expected failure in one sentence."""

import importlib
import sys
from difflib import get_close_matches
from importlib.metadata import version

from project.cli.commands import OWN, Command
from project.cli.summary import summary
from project.env import ConfigurationError

HELP = {"help", "-h", "--help"}


def answer(argv: list[str]) -> int:
    try:
        return _run(argv)
    except ConfigurationError as refused:
        # A driver's own words may come in several lines.
        print(*str(refused).splitlines(), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(argv: list[str]) -> int:
    name, rest = (argv[0], argv[1:]) if argv else ("help", [])
    if name in HELP and rest:
        name, rest = rest[0], ["--help", *rest[1:]]
    if name in HELP:
        print(summary())
        return 0
    if name == "--version":
        print(version("rdv-service-public"))
        return 0
    if name in OWN:
        return _own(OWN[name], rest)
    return _django(name, rest)


def _own(command: Command, argv: list[str]) -> int:
    if not command.needs_servers:
        return importlib.import_module(command.module).main(argv)
    from project.cli.served import run_with_servers, run_without_servers

    def call() -> int:
        return int(importlib.import_module(command.module).main(argv))

    if HELP & set(argv) or command.without_servers & set(argv[:1]):
        return run_without_servers(call)
    return run_with_servers(call, check=True)


def _django(name: str, argv: list[str]) -> int:
    from project.cli.django_commands import execute, known

    if name not in known(name):
        print(_unknown(name, [*OWN, *known("")]), file=sys.stderr)
        return 2
    return execute(name, argv)


def _unknown(name: str, names: list[str]) -> str:
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"Vouliez-vous dire « rdv {close[0]} » ?" if close else "« rdv help » les liste."
    return f"La commande « {name} » n’existe pas. {hint}"
