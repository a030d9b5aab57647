"""Motifs that require more than who receives."""

from datetime import date
from typing import Any

from booking.commands.open_plage import open_plage
from booking.models import Agenda, Motif, PlageOuverture, Rdv
from booking.vocabulary import AgendaKind
from tests.booking.commands.conftest import NOW, Office
from tests.makers.office import make_agent


def thing(office: Office, kind: AgendaKind, **fields: Any) -> Agenda:
    organisation = office.agenda.organisation
    return Agenda.objects.create(organisation=organisation, kind=kind, title=kind.label, **fields)


def colleague(office: Office, *motifs: Motif) -> Agenda:
    """Another agent at the same lieu, open an hour less."""
    agenda = make_agent(office.agenda.organisation).agenda
    rule = {"every": "week", "weekdays": [1, 2, 3, 4, 5]}
    plage = PlageOuverture(
        agenda=agenda, lieu=office.lieu, first_day=date(2026, 11, 23), periods=[["10:00", "12:00"]]
    )
    plage.recurrence = rule
    open_plage(plage, motifs, now=NOW)
    return agenda


def require(office: Office, *needs: dict[str, Any]) -> None:
    office.motif.requires = list(needs)
    office.motif.save()


def need(kind: AgendaKind, *agendas: Agenda, count: int = 1) -> dict[str, Any]:
    return {"kind": kind.value, "agendas": [agenda.pk for agenda in agendas], "count": count}


def taken(rdv: Rdv) -> set[int]:
    return set(rdv.occupations.values_list("agenda_id", flat=True))
