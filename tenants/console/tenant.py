"""`rdv tenant create|list|suspend|reopen`."""

import argparse
import sys
from collections.abc import Callable

from foundation.clock import now
from foundation.console import Arguments
from foundation.errors import Refusal
from tenants.commands.open_tenant import Opening, open_tenant
from tenants.commands.suspend_tenant import reopen_tenant, suspend_tenant
from tenants.models import Tenant
from tenants.queries.tenants import all_tenants
from tenants.registry import Commune, by_siren, siren_of, time_zone
from tenants.vocabulary import TenantKind

EXAMPLES = """  rdv tenant create arras --nom "Ville d’Arras" --type commune --siren 216200410
  rdv tenant list
  rdv tenant suspend arras"""


def main(argv: list[str]) -> int:
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1


def _parser() -> Arguments:
    parser = Arguments("tenant", "Ouvre, liste et suspend les administrations.", examples=EXAMPLES)
    verbs = parser.add_subparsers(required=True, metavar="create|list|suspend|reopen")
    create = verbs.add_parser("create", help="ouvre une administration")
    create.add_argument("slug", help="adresse : minuscules sans accent, chiffres et tirets")
    create.add_argument("--nom", required=True, help="nom complet, montré sur chaque page")
    create.add_argument("--nom-court", default="", help="repris dans les SMS")
    kinds = ", ".join(TenantKind.values)
    create.add_argument(
        "--type", required=True, choices=TenantKind.values, dest="kind", metavar="TYPE", help=kinds
    )
    create.add_argument("--siren", default="", help="neuf chiffres")
    create.add_argument("--telephone", default="", help="standard de l’administration")
    create.set_defaults(run=_create)
    verbs.add_parser("list", help="liste les administrations").set_defaults(run=_list)
    for verb, said, command in (
        ("suspend", "ferme les portes sans toucher aux données", suspend_tenant),
        ("reopen", "rouvre les portes", reopen_tenant),
    ):
        turn = verbs.add_parser(verb, help=said)
        turn.add_argument("slug", help="adresse de l’administration")
        turn.set_defaults(run=_turn(command))
    return parser


def _create(arguments: argparse.Namespace) -> int:
    known = by_siren(arguments.siren) if arguments.siren else None
    place = known.insee if isinstance(known, Commune) else ""
    opening = Opening(
        slug=arguments.slug,
        name=arguments.nom,
        short_name=arguments.nom_court or arguments.nom,
        kind=TenantKind(arguments.kind),
        siren=siren_of(arguments.siren) or arguments.siren,
        departement_code=known.departement if isinstance(known, Commune) else "",
        time_zone=time_zone(place),
        phone=arguments.telephone,
    )
    print(open_tenant(opening, now=now()).url("/"))
    return 0


def _list(arguments: argparse.Namespace) -> int:
    for tenant in all_tenants():
        print(f"{tenant.slug:24} {tenant.get_status_display():12} {tenant.url('/')}")
    return 0


def _turn(command: Callable[[str], Tenant]) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        print(command(arguments.slug).get_status_display())
        return 0

    return run
