"""Static files, gathered by a process of its own: `python -m project.launcher.assets`."""

import os

PRUNING = "prune_dsfr"


def gather() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    import django
    from django.core.management import call_command, get_commands

    django.setup()
    if PRUNING in get_commands():
        call_command(PRUNING)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    gather()
