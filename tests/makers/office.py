from datetime import date
from itertools import count
from typing import Any

from booking.models import Agenda, Agent, Lieu, Motif, Organisation, PlageOuverture, Role, Service
from booking.vocabulary import AgentAccess, AgentRole

_numbers = count(1)


def make_organisation(**fields: Any) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(**{"name": f"Mairie {number}", "slug": f"mairie-{number}"} | fields)


def make_service(**fields: Any) -> Service:
    number = next(_numbers)
    return Service.objects.create(**{"name": f"État civil {number}", "short_name": f"EC {number}"} | fields)


def make_lieu(organisation: Organisation, **fields: Any) -> Lieu:
    number = next(_numbers)
    values = {
        "name": f"Annexe {number}",
        "slug": f"annexe-{number}",
        "address": "1 place des Héros, 62000 Arras",
    }
    return Lieu.objects.create(organisation=organisation, **values | fields)


def make_motif(organisation: Organisation, **fields: Any) -> Motif:
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"Passeport {number}",
        "slug": f"passeport-{number}",
        "duration_min": 30,
    }
    if "service" not in fields:
        values["service"] = make_service()
    return Motif.objects.create(organisation=organisation, **values | fields)


def make_agent(organisation: Organisation, *, level: AgentRole = AgentRole.AGENT, **fields: Any) -> Agent:
    number = next(_numbers)
    values = {
        "first_name": "Amina",
        "last_name": f"Benali {number}",
        "email": f"agent{number}@arras.example",
        "access": AgentAccess.GRANTED,
    }
    agent = Agent.objects.create(**values | fields)
    Role.objects.create(agent=agent, organisation=organisation, level=level)
    Agenda.objects.create(organisation=organisation, title=str(agent), agent=agent)
    return agent


def make_plage(agenda: Agenda, lieu: Lieu | None, *motifs: Motif, **fields: Any) -> PlageOuverture:
    """Every day from 9 to 12 unless said otherwise. Does not touch the index: `open_plage` does."""
    values: dict[str, Any] = {
        "first_day": date(2026, 1, 5),
        "periods": [["09:00", "12:00"]],
        "recurrence": {"every": "week", "weekdays": [1, 2, 3, 4, 5]},
    }
    plage = PlageOuverture.objects.create(agenda=agenda, lieu=lieu, **values | fields)
    plage.motifs.set(motifs)
    return plage
