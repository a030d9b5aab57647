"""The `rdv` command: our own subcommands, and Django's."""

import sys
from collections.abc import Sequence

from project.cli.answers import answer


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 well, 1 refused or failed, 2 the command or the environment must be corrected."""
    return answer(list(sys.argv[1:] if argv is None else argv))
