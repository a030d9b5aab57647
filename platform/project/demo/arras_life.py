"""Ville d’Arras, going on: a weekly workshop, people who wait, what its site says."""

from datetime import date, datetime, time, timedelta
from typing import Any

from booking.commands.settle_life import Life, NewSeries, NewWaiting
from project.demo.arras_asked import ASKED
from project.demo.arras_motifs import ANNEXE, ATELIER, HALL
from project.demo.people import guest
from project.demo.weeks import WEDNESDAY, Weeks

SESSIONS, SEATS = 6, 6
AUDITED_AGO = timedelta(weeks=8)


def life(weeks: Weeks, now: datetime) -> Life:
    return Life(
        admin="amina.benali@arras.example",
        asked=ASKED,
        series=(_workshop(weeks),),
        waiting=(
            NewWaiting(motif="passeport", who=guest("Firmin", "Lagneau"), last_day=weeks.last_day, people=4),
            NewWaiting(
                motif="passeport",
                who=guest("Nour", "Belkacem"),
                last_day=weeks.last_day,
                lieux=(HALL,),
                weekdays=(WEDNESDAY,),
            ),
        ),
        site=_site(weeks.today),
    )


def _workshop(weeks: Weeks) -> NewSeries:
    """On an afternoon without opening, from next week on: some people in the first one, the second one is full."""
    return NewSeries(
        motif=ATELIER,
        lieu=ANNEXE,
        agent="julien.delattre@arras.example",
        title="Mes démarches en ligne, pas à pas",
        seats=SEATS,
        first_day=weeks.monday + timedelta(weeks=1, days=WEDNESDAY - 1),
        at=time(14),
        times=SESSIONS,
        families=(
            (0, guest("Anne", "Delvaux"), ("Jules", "Rose")),
            (1, guest("Mohand", "Haddadi"), ("Lina",)),
            (1, guest("Suzanne", "Ponchel"), ("Gaspard", "Iris", "Marius")),
        ),
    )


def _site(today: date) -> dict[str, Any]:
    legal = {
        "publisher": "Ville d’Arras",
        "director": "Le maire d’Arras",
        "address": "Hôtel de ville\nPlace des Héros\n62000 Arras",
        "contact": "mairie@arras.example",
        "host": "Hébergeur d’exemple\n1 rue de la Démonstration, 59000 Lille\n03 53 01 01 90",
        "dpo": "Délégué à la protection des données\ndpo@arras.example\nPlace des Héros, 62000 Arras",
        "retention": "Les fiches des usagers sont effacées deux ans après leur dernier rendez-vous.",
    }
    accessibility = {
        "audited_on": (today - AUDITED_AGO).isoformat(),
        "auditor": "Cabinet d’exemple",
        "rate": 84,
        "not_accessible": "Le plan d’accès en PDF n’a pas d’équivalent en texte.",
        "contact": "accessibilite@arras.example",
        "state": "partial",
    }
    return {"legal": legal, "accessibility": accessibility, "embed_hosts": ["https://www.arras.example"]}
