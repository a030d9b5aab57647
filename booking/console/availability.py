"""`rdv availability rebuild|verify|explain|case`: the free-time index, and the questions asked of the engine."""

import argparse
import sys
from datetime import datetime

from booking.commands.prove_index import compare_agenda, is_behind, rebuild_agenda
from booking.console import availability_case, explain
from booking.console.index_tour import Interrupted, Stop, tour
from booking.models import Agenda
from booking.queries.index_proof import Difference
from foundation.clock import now
from foundation.console import Arguments
from foundation.errors import Refusal
from foundation.tenancy import CurrentTenant

EXAMPLES = """  rdv availability verify
  rdv availability rebuild --tenant arras
  rdv availability rebuild --from arras:12
  rdv availability explain --tenant arras --motif passeport
  rdv availability case cas.json"""
# 130: what a shell answers when a command was interrupted.
INTERRUPTED = 130


def main(argv: list[str]) -> int:
    if argv[:1] == ["case"] and not {"-h", "--help"} & set(argv):
        return availability_case.main(argv[1:])
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1


def _parser() -> Arguments:
    said = "Contrôle ou reconstruit l’index des créneaux, et explique leur absence."
    parser = Arguments("availability", said, examples=EXAMPLES)
    verbs = parser.add_subparsers(required=True, metavar="verify|rebuild|explain|case")
    for verb, run, said in (
        ("verify", _verify, "compare l’index au moteur ; code 1 s’il y a une différence"),
        ("rebuild", _rebuild, "recalcule tout l’index"),
    ):
        each = verbs.add_parser(verb, help=said)
        each.add_argument("--tenant", default="", metavar="SLUG", help="une seule administration")
        each.add_argument(
            "--from", dest="since", type=Stop.read, metavar="SLUG[:AGENDA]", help="reprend à cet endroit"
        )
        each.set_defaults(run=run, verb=verb)
    why = verbs.add_parser("explain", help="dit pourquoi un motif n’a pas de créneau")
    why.add_argument("--tenant", required=True, metavar="SLUG")
    why.add_argument("--motif", required=True, metavar="SLUG")
    why.add_argument("--lieu", default="", metavar="SLUG")
    why.set_defaults(run=lambda each: explain.tell(each.tenant, each.motif, each.lieu, now=now()))
    case = verbs.add_parser("case", help="joue des cas contre le moteur, sans base")
    case.add_argument("fichier", help="fichier JSON, ou « - » pour l’entrée standard")
    return parser


def _rebuild(arguments: argparse.Namespace) -> int:
    moment = now()

    def rebuild(tenant: CurrentTenant, agenda_id: int) -> None:
        rebuild_agenda(agenda_id, now=moment)

    try:
        done = tour(rebuild, slug=arguments.tenant, since=arguments.since)
    except Interrupted as stopped:
        return _resume(arguments, stopped)
    print(f"Index reconstruit pour {done} agenda(s).")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    moment, wrong = now(), 0

    def verify(tenant: CurrentTenant, agenda_id: int) -> None:
        nonlocal wrong
        found = [_said(tenant, each) for each in compare_agenda(agenda_id, now=moment)]
        found += _lateness(tenant, agenda_id, moment)
        wrong += len(found)
        print(*found, sep="\n", end="\n" if found else "")

    try:
        done = tour(verify, slug=arguments.tenant, since=arguments.since)
    except Interrupted as stopped:
        return _resume(arguments, stopped)
    print(f"{done} agenda(s) vérifié(s), {wrong} différence(s).")
    return 1 if wrong else 0


def _lateness(tenant: CurrentTenant, agenda_id: int, moment: datetime) -> list[str]:
    """An agenda without any plage has nothing to index."""
    agenda = Agenda.objects.filter(pk=agenda_id, plages_ouverture__isnull=False).first()
    if agenda is None or not is_behind(agenda, moment):
        return []
    until = agenda.indexed_until.isoformat() if agenda.indexed_until else "jamais"
    return [f"{tenant.slug} agenda {agenda_id} : index en retard (complet jusqu’au : {until})"]


def _said(tenant: CurrentTenant, each: Difference) -> str:
    where = f"{tenant.slug} agenda {each.agenda_id} plage {each.plage_id} file {each.lane} {each.day}"
    said = [
        ", ".join(f"{span.start:%H:%M}–{span.end:%H:%M}" for span in spans) or "rien"
        for spans in (each.indexed, each.expected)
    ]
    return f"{where} : index {said[0]} ; moteur {said[1]} (UTC)"


def _resume(arguments: argparse.Namespace, stopped: Interrupted) -> int:
    tenant = f" --tenant {arguments.tenant}" if arguments.tenant else ""
    print(
        f"Arrêté. Pour reprendre : rdv availability {arguments.verb}{tenant} --from {stopped.stop}",
        file=sys.stderr,
    )
    if isinstance(stopped.__cause__, KeyboardInterrupt):
        return INTERRUPTED
    raise stopped
