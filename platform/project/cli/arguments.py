"""argparse in French, and exit code 2 with one sentence."""

import argparse
import sys
from typing import NoReturn

SENTENCES = (
    ("unrecognized arguments:", "option ou argument inconnu :"),
    ("the following arguments are required:", "il manque :"),
    ("invalid choice:", "choix inconnu :"),
    ("choose from", "au choix :"),
    ("invalid int value:", "un nombre entier est attendu, et non"),
    ("expected one argument", "une valeur est attendue"),
)


class Arguments(argparse.ArgumentParser):
    def __init__(self, command: str, description: str, *, add_help: bool = True) -> None:
        super().__init__(prog=f"rdv {command}", description=description, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "arguments", "options"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "Usage :")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "Usage :", 1)

    def error(self, message: str) -> NoReturn:
        for english, french in SENTENCES:
            message = message.replace(english, french)
        message = message.removeprefix("argument ").replace(": ", " : ").replace("  ", " ")
        print(f"rdv : {message}. « {self.prog} --help » donne les options.", file=sys.stderr)
        raise SystemExit(2)
