"""`rdv bench NAME`: runs `tests.benchmarks.<name>:main` with servers and data of its own."""

import importlib
import os
from pathlib import Path

from project.cli.groups import with_test_group
from project.env import ConfigurationError
from project.launcher.servers import servers
from project.launcher.state import HOUSE

FOLDER = HOUSE / "tests" / "benchmarks"
HELP = """Usage : rdv bench NOM [--json] [--only RÉSULTAT]

Mesure une partie du produit. Exemple : rdv bench creneaux --json"""


def main(argv: list[str]) -> int:
    names = available(FOLDER)
    listed = f"Mesures disponibles : {', '.join(names) or 'aucune'}."
    if not argv or argv[0] in {"-h", "--help"}:
        print(f"{HELP}\n{listed}")
        return 0
    if argv[0] not in names:
        raise ConfigurationError(f"La mesure « {argv[0]} » n’existe pas. {listed}")
    with_test_group(["bench", *argv])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    with servers("bench", interrupt=True) as environ:
        os.environ.update(environ)
        import django

        django.setup()
        return int(importlib.import_module(f"tests.benchmarks.{argv[0]}").main(argv[1:]))


def available(folder: Path) -> list[str]:
    """Modules of the folder that can be run; the others (data, yardsticks) are theirs to import."""
    return sorted(path.stem for path in folder.glob("*.py") if "\ndef main(" in path.read_text())
