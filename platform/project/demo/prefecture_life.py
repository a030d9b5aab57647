"""Préfecture du Pas-de-Calais, going on: people who wait for an earlier time."""

from datetime import datetime

from booking.commands.settle_life import Life, NewWaiting
from project.demo.people import guest
from project.demo.prefecture_asked import ASKED
from project.demo.weeks import Weeks

CALAIS = "sous-prefecture-calais"
WAITING = (guest("Oksana", "Koval"), guest("Ibrahima", "Sarr"), guest("Lin", "Zhao"))


def life(weeks: Weeks, now: datetime) -> Life:
    return Life(
        admin="isabelle.marchand@prefecture-pas-de-calais.example",
        asked=ASKED,
        waiting=tuple(
            NewWaiting(
                motif="titre-de-sejour-premiere-demande", who=who, lieux=(CALAIS,), last_day=weeks.last_day
            )
            for who in WAITING
        ),
    )
