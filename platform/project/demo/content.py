"""`python -m project.demo.content`: opens the demonstration's administrations and fills their agendas.

Run twice, it changes nothing the second time. `--accounts` prints the addresses and who may sign in,
`--identities` the configuration of the identity server.
"""

import json
import os
import sys
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import django

from project.launcher.progress import Progress

PARIS = ZoneInfo("Europe/Paris")


def main(argv: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    from foundation import clock
    from project.demo.accounts import accounts
    from project.demo.furnishing import furnish_all
    from project.demo.identities import registration
    from project.demo.programme import name_the_programme
    from project.demo.weeks import Weeks

    progress, now = Progress(), clock.now()
    if list(argv) == ["--accounts"]:
        progress.say(accounts(Weeks(clock.today(PARIS))))
        return 0
    if list(argv) == ["--identities"]:
        progress.say(json.dumps(registration(Weeks(clock.today(PARIS)))))
        return 0
    if argv:
        progress.say("Usage : python -m project.demo.content [--accounts|--identities]")
        return 2
    furnish_all(progress, now=now)
    name_the_programme()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
