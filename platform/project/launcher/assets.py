"""Static files and catalogues of languages, by a process of its own: `python -m project.launcher.assets [--prune]`.

The State's skin is pruned to what our templates use, then everything is gathered; tests serve files where they lie
and ask for the first half only.
"""

import os
import sys
from importlib.util import find_spec

from project.launcher.state import HOUSE
from project.translating.compiling import compile_catalogues

PRUNING = "prune_dsfr"
PRUNE_ONLY = "--prune"


def prepare(*, gather: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    # Settings list this folder only when it exists as they load.
    (HOUSE / "static_build").mkdir(exist_ok=True)

    import django
    from django.core.management import call_command, get_commands

    django.setup()
    compile_catalogues()
    if find_spec("dsfr") and PRUNING in get_commands():
        call_command(PRUNING)
    if gather:
        call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    prepare(gather=PRUNE_ONLY not in sys.argv)
