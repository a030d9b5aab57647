"""`rdv demo`: the product with sample data, on this machine alone."""

import importlib
import os
from argparse import Namespace

from foundation.console import Arguments
from project.launcher.demo import PORT, Demo, running_demo
from project.launcher.refusals import AlreadyRunning
from project.launcher.stopping import Stopped


def main(argv: list[str]) -> int:
    options = _options(argv)
    # The check books: it has data of its own, made anew, and leaves those of a running demo alone.
    name, fresh = ("check", True) if options.check else ("demo", options.fresh)
    try:
        with running_demo(name, fresh=fresh, port=options.port) as demo:
            if options.check:
                os.environ.update(demo.environ)
                return int(importlib.import_module("project.demo.check").main(demo.environ))
            _tell(demo)
            _stay(demo)
    except AlreadyRunning as refused:
        print(refused)
        return 1
    except Stopped:
        print("\nInterrompu.")
        return 130
    return 0


def _options(argv: list[str]) -> Namespace:
    parser = Arguments("demo", "Démarre tout avec des données d’exemple. Exemple : rdv demo --fresh")
    parser.add_argument("--check", action="store_true", help="démarre, réserve, vérifie, arrête")
    parser.add_argument("--fresh", action="store_true", help="oublie les données de la fois précédente")
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=f"port ({PORT} par défaut)")
    options = parser.parse_args(argv)
    if not 0 < options.port < 65_536:
        parser.error(f"--port vaut {options.port} : un port va de 1 à 65535")
    return options


def _tell(demo: Demo) -> None:
    say = demo.progress.say
    say(f"\n{demo.accounts}\n")
    say(f"Journaux : {demo.state.logs}")
    say(f"Prêt en {demo.progress.elapsed()}. Ctrl-C arrête tout.")


def _stay(demo: Demo) -> None:
    try:
        demo.household.watch()
    except Stopped:
        # Ctrl-C is how a demonstration ends.
        return
