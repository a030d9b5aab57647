"""`rdv machine create|secret|revoke|list`: the programs that may ask for tokens."""

import argparse
import sys
from uuid import UUID

from foundation.clock import now
from foundation.console import Arguments
from foundation.errors import Refusal
from foundation.machines import Scope
from sso.machines.clients import all_clients, close_client, create_client, is_closed
from sso.machines.program_secrets import add_secret, live_secrets, revoke_secret

EXAMPLES = """  rdv machine create "Logiciel de la mairie" --scopes rdv:read rdv:write
  rdv machine secret 6f0f7a35-5b52-4bb5-a5f5-0b9f0d6c2a11
  rdv machine revoke 6f0f7a35-5b52-4bb5-a5f5-0b9f0d6c2a11
  rdv machine list"""


def main(argv: list[str]) -> int:
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1


def _parser() -> Arguments:
    parser = Arguments("machine", "Crée et ferme les programmes qui appellent l’API.", examples=EXAMPLES)
    verbs = parser.add_subparsers(required=True, metavar="create|secret|revoke|list")
    create = verbs.add_parser("create", help="crée un programme et son premier secret")
    create.add_argument("name", metavar="nom", help="nom que les administrations liront")
    create.add_argument(
        "--scopes",
        nargs="+",
        required=True,
        choices=Scope.values,
        metavar="DROIT",
        help=", ".join(Scope.values),
    )
    create.set_defaults(run=_create)
    secret = verbs.add_parser("secret", help="ajoute un second secret, montré une seule fois")
    secret.add_argument("client", type=_id, metavar="identifiant")
    secret.set_defaults(run=lambda each: _show_secret(each.client))
    revoke = verbs.add_parser("revoke", help="ferme un programme, ou révoque un de ses secrets")
    revoke.add_argument("client", type=_id, metavar="identifiant")
    revoke.add_argument(
        "--secret", type=_id, metavar="ID", help="ce secret seulement, et les jetons en cours"
    )
    revoke.set_defaults(run=_revoke)
    verbs.add_parser("list", help="liste les programmes et leurs secrets").set_defaults(run=_list)
    return parser


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"« {typed} » n’est pas un identifiant") from error


def _create(arguments: argparse.Namespace) -> int:
    client = create_client(arguments.name, arguments.scopes, now=now())
    print(f"Identifiant : {client.pk}")
    return _show_secret(UUID(client.pk))


def _show_secret(client_id: UUID) -> int:
    row, clear = add_secret(client_id, now=now())
    print(f"Secret {row.pk}, montré cette seule fois : {clear}")
    return 0


def _revoke(arguments: argparse.Namespace) -> int:
    if arguments.secret:
        revoke_secret(arguments.client, arguments.secret, now=now())
        print("Secret révoqué. Les jetons en cours ne valent plus rien.")
    else:
        close_client(arguments.client, now=now())
        print("Programme fermé. Ses secrets et ses jetons ne valent plus rien.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    for client in all_clients():
        state = "fermé" if is_closed(client) else "ouvert"
        print(f"{client.pk}  {state:7}  {client.name}  {' '.join(client.get_scopes())}")
        for secret in live_secrets(client.pk):
            used = f"{secret.last_used_at:%Y-%m-%d}" if secret.last_used_at else "jamais"
            print(f"  secret {secret.pk}  créé {secret.created_at:%Y-%m-%d}  dernier usage {used}")
    return 0
