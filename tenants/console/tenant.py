"""`rdv tenant create|list|suspend|reopen`."""

import argparse
import sys

from foundation.clock import now
from foundation.errors import Refusal
from tenants.commands.open_tenant import Opening, open_tenant
from tenants.commands.suspend_tenant import reopen_tenant, suspend_tenant
from tenants.queries.tenants import all_tenants
from tenants.registry import by_siren, departement, time_zone
from tenants.vocabulary import TenantKind

EXAMPLES = """exemples :
  rdv tenant create arras --nom "Ville d’Arras" --type commune --siren 216200410
  rdv tenant list
  rdv tenant suspend arras"""


def main(argv: list[str]) -> int:
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rdv tenant",
        description="Ouvre, liste et suspend les administrations.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(required=True, metavar="create|list|suspend|reopen")
    create = verbs.add_parser("create", help="ouvre une administration")
    create.add_argument("slug", help="adresse : lettres, chiffres et tirets")
    create.add_argument("--nom", required=True)
    create.add_argument("--nom-court", default="")
    create.add_argument("--type", required=True, choices=TenantKind.values, dest="kind")
    create.add_argument("--siren", default="")
    create.add_argument("--telephone", default="")
    create.set_defaults(run=_create)
    verbs.add_parser("list", help="liste les administrations").set_defaults(run=_list)
    for verb, command in (("suspend", suspend_tenant), ("reopen", reopen_tenant)):
        turn = verbs.add_parser(verb, help="ferme" if verb == "suspend" else "rouvre")
        turn.add_argument("slug")
        turn.set_defaults(
            run=lambda arguments, command=command: print(command(arguments.slug).get_status_display()) or 0
        )
    return parser


def _create(arguments: argparse.Namespace) -> int:
    known = by_siren(arguments.siren) if arguments.siren else None
    code = getattr(known, "departement", "")
    found = departement(code) if code else None
    opening = Opening(
        slug=arguments.slug,
        name=arguments.nom,
        short_name=arguments.nom_court or arguments.nom,
        kind=TenantKind(arguments.kind),
        siren=arguments.siren,
        departement_code=code,
        time_zone=time_zone(found.code) if found else "Europe/Paris",
        phone=arguments.telephone,
    )
    print(open_tenant(opening, now=now()).url("/"))
    return 0


def _list(arguments: argparse.Namespace) -> int:
    for tenant in all_tenants():
        print(f"{tenant.slug:24} {tenant.get_status_display():12} {tenant.url('/')}")
    return 0
