"""`rdv bench prepare`: builds every data set and checks its answers, opens the thousand administrations, so that the
measures start at once.
"""

import argparse
import sys

from tests.benchmarks.answers import differences
from tests.benchmarks.fleet import fleet
from tests.benchmarks.prepared import OFFICE, SETS, migrate, prepared


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(prog="rdv bench prepare", description=__doc__).parse_args(argv)
    migrate()
    different = 0
    for wanted in SETS:
        with prepared(wanted):
            wrong = differences(wanted)
        different += bool(wrong)
        said = (
            f"réponses différentes : {', '.join(wrong)}"
            if wrong
            else "réponses identiques à celles de l’étude"
        )
        sys.stdout.write(f"{wanted} : {said}\n")
    with prepared(OFFICE):
        sys.stdout.write(f"{OFFICE} : prêt\n")
    sys.stdout.write(f"{len(fleet())} administrations : prêtes\n")
    return 1 if different else 0
