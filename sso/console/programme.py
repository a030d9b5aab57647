"""`rdv programme add|remove|list`."""

import argparse
import sys

from foundation.clock import now
from foundation.console import Arguments
from foundation.errors import Refusal
from sso.accounts.team import dismiss, enlist, team

EXAMPLES = """  rdv programme add claire.martin@programme.gouv.fr
  rdv programme list
  rdv programme remove claire.martin@programme.gouv.fr"""
WHO = "adresse électronique, ou identifiant du compte"


def main(argv: list[str]) -> int:
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1


def _parser() -> Arguments:
    parser = Arguments("programme", "Compose l’équipe nationale.", examples=EXAMPLES)
    verbs = parser.add_subparsers(required=True, metavar="add|remove|list")
    add = verbs.add_parser("add", help="fait entrer une personne qui s’est déjà identifiée avec ProConnect")
    add.add_argument("who", metavar="qui", help=WHO)
    add.set_defaults(run=_add)
    remove = verbs.add_parser("remove", help="la fait sortir : connexions et second facteur compris")
    remove.add_argument("who", metavar="qui", help=WHO)
    remove.set_defaults(run=_remove)
    verbs.add_parser("list", help="montre l’équipe").set_defaults(run=_list)
    return parser


def _add(arguments: argparse.Namespace) -> int:
    account = enlist(arguments.who)
    print(f"{account} fait partie de l’équipe nationale et enregistrera un second facteur.")
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    account = dismiss(arguments.who, now=now())
    print(f"{account} ne fait plus partie de l’équipe nationale.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    for account in team():
        print(f"{account.pk}  {account.email:40} {account.get_full_name()}")
    return 0
