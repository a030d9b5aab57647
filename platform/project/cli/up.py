"""`rdv up`: the processes of a deployment, against DATABASE_URL and REDIS_URL."""

import os
import subprocess
from pathlib import Path
from typing import NoReturn

from foundation.console import Arguments
from project import env as environment
from project.cli.served import check_servers
from project.env import ConfigurationError
from project.launcher import programs
from project.launcher.children import Child
from project.launcher.state import HOUSE
from project.launcher.stopping import Stopped, stop_when_uv_dies, stops_on_signal
from project.launcher.supervision import household

EVERYWHERE = "0.0.0.0"  # noqa: S104
ROLES = ("web", "worker", "beat", "all")


def main(argv: list[str]) -> int:
    parser = Arguments("up", "Lance les processus d’un déploiement. Exemple : rdv up web")
    parser.add_argument(
        "role", nargs="?", choices=ROLES, default="all", help="web, worker, beat ou all (par défaut)"
    )
    role = parser.parse_args(argv).role
    environment.read()
    check_servers(dict(os.environ))
    if role in {"web", "all"}:
        _gather_files()
    elif role == "worker":
        _compile_catalogues()
    return _together() if role == "all" else _become(_commands()[role])


def _become(command: list[str]) -> NoReturn:
    """This process becomes the server: signals of the container reach it directly."""
    os.execv(command[0], command)  # noqa: S606


def _commands() -> dict[str, list[str]]:
    return {
        "web": programs.web(_number("PORT", 8000), host=EVERYWHERE, workers=_number("WEB_CONCURRENCY", 2)),
        "worker": programs.worker(concurrency=_number("WORKER_CONCURRENCY", 2)),
        "beat": programs.beat(),
    }


def _together() -> int:
    stop_when_uv_dies()
    try:
        with stops_on_signal(), household() as kept:
            for name, command in _commands().items():
                kept.add(Child(name, command, log=None))
            kept.watch()
    except Stopped:
        return 0


def _gather_files() -> None:
    """An image that brings its files, gathered when it was built, keeps them."""
    root = Path(os.environ.get("RDV_STATIC_ROOT") or HOUSE / ".state" / "static")
    if (root / "staticfiles.json").exists() and not os.access(root, os.W_OK):
        return
    if subprocess.run(programs.module("project.launcher.assets"), check=False).returncode != 0:
        raise ConfigurationError(f"Les fichiers statiques n’ont pas pu être réunis dans {root}.")


def _compile_catalogues() -> None:
    """Messages are written in the citizens' languages; an image brings its catalogues compiled."""
    if subprocess.run(programs.rdv("i18n", "compile"), check=False).returncode != 0:
        raise ConfigurationError("Les catalogues des langues n’ont pas pu être préparés.")


def _number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or int(value) == 0:
        raise ConfigurationError(f"{name} vaut « {value} » : un nombre entier positif est attendu.")
    return int(value)
