"""Static files, gathered by a process of its own: `python -m project.launcher.assets`."""

import os
from importlib.util import find_spec

from project.launcher.state import HOUSE

PRUNING = "prune_dsfr"


def gather() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    # Settings list this folder only when it exists as they load.
    (HOUSE / "static_build").mkdir(exist_ok=True)

    import django
    from django.core.management import call_command, get_commands

    django.setup()
    if find_spec("dsfr") and PRUNING in get_commands():
        call_command(PRUNING)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    gather()
