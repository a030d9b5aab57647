"""argparse in French for the `rdv` command, and exit code 2 with one sentence."""

import argparse
import re
from typing import Any, NoReturn

SENTENCES = (
    ("unrecognized arguments:", "option ou argument inconnu :"),
    ("the following arguments are required:", "il manque :"),
    ("invalid choice:", "choix inconnu :"),
    ("choose from", "au choix :"),
    ("invalid int value:", "un nombre entier est attendu, et non"),
    ("expected one argument", "une valeur est attendue"),
)


class Arguments(argparse.ArgumentParser):
    """`command` follows `rdv` in the usage; sub-parsers are made by argparse itself, which gives `prog`."""

    def __init__(
        self,
        command: str = "",
        description: str | None = None,
        *,
        examples: str | None = None,
        prog: str | None = None,
        add_help: bool = True,
        **more: Any,
    ) -> None:
        super().__init__(
            prog=prog or f"rdv {command}",
            description=description,
            epilog=f"exemples :\n{examples}" if examples else None,
            formatter_class=argparse.RawDescriptionHelpFormatter if examples else argparse.HelpFormatter,
            add_help=False,
            allow_abbrev=False,
            **more,
        )
        self._positionals.title, self._optionals.title = "arguments", "options"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "Usage :")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "Usage :", 1)

    def error(self, message: str) -> NoReturn:
        for english, french in SENTENCES:
            message = message.replace(english, french)
        message = re.sub(r"\s*:\s+", " : ", message.removeprefix("argument "))
        self.exit(2, f"rdv : {message}. « {self.prog} --help » donne les options.\n")
