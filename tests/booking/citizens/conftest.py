"""A town hall open in the morning, the clock stopped on a Monday, and a browser that keeps its cookies."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from booking.commands.open_plage import open_plage
from booking.models import Agent, Lieu, Motif, Organisation, PlageOuverture
from booking.vocabulary import BookableBy
from foundation import clock as clock_of_the_house
from tenants.models import Tenant
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation, make_service

HOST = "arras.rdv.localhost"
# Monday 23 November 2026, 8:00 in Paris.
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SLOTS = "/rdv/passeport/"
FORM = "/rdv/passeport/coordonnees/"
ZOE = {"prenom": "Zoé", "nom": "Martin", "telephone": "06 12 34 56 78", "courriel": ""}


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@dataclass
class Office:
    organisation: Organisation
    lieu: Lieu
    motif: Motif
    agent: Agent


def open_mornings(agent: Agent, lieu: Lieu | None, *motifs: Motif, **fields: Any) -> None:
    values: dict[str, Any] = {
        "first_day": date(2026, 11, 24),
        "periods": [["09:00", "12:00"]],
        "recurrence": {"every": "week", "weekdays": [1, 2, 3, 4, 5]},
    }
    plage = PlageOuverture(agenda=agent.agenda, lieu=lieu, **values | fields)
    open_plage(plage, motifs, now=clock_of_the_house.now())


def make_office(**organisation: Any) -> Office:
    """One agent, every morning from Tuesday 24 November, half-hour rdvs; and a second motif without any time."""
    mairie = make_organisation(name="Mairie d’Arras", slug="mairie", **organisation)
    lieu = make_lieu(mairie, name="Mairie centrale", slug="mairie-centrale", access="Entrée de plain-pied")
    etat_civil = make_service(name="État civil", short_name="État civil")
    passeport = make_motif(
        mairie, service=etat_civil, name="Passeport", slug="passeport", to_bring="Ancien titre\nPhoto récente"
    )
    make_motif(mairie, service=etat_civil, name="Mariage", slug="mariage")
    agent = make_agent(mairie)
    open_mornings(agent, lieu, passeport)
    return Office(mairie, lieu, passeport, agent)


@pytest.fixture
def office(clock: Any, at_arras: Tenant) -> Office:
    return make_office()


@pytest.fixture
def reserved(office: Office) -> Office:
    """« Passeport » is for prescribers."""
    office.motif.bookable_by = BookableBy.PRESCRIBERS
    office.motif.save()
    return office


class Visitor(Client):
    """A browser over HTTPS on the administration's host."""

    def __init__(self, host: str = HOST, **more: Any) -> None:
        super().__init__(HTTP_HOST=host, **more)

    def request(self, **request: Any) -> Any:
        secure = {"wsgi.url_scheme": "https", "SERVER_PORT": "443", "HTTP_X_FORWARDED_PROTO": "https"}
        return super().request(**request | secure)

    def hold(self, creneau: str = "2026-11-24T08:00:00Z@mairie-centrale", **typed: str) -> Any:
        return self.post(SLOTS, {"creneau": creneau} | typed)

    def confirm(self, **typed: str) -> Any:
        return self.post(FORM, ZOE | typed)

    def book(self) -> str:
        """Address of the page of a fresh rdv."""
        self.hold()
        return str(self.confirm()["Location"])


@pytest.fixture
def browser() -> Visitor:
    return Visitor()


def text(response: Any) -> str:
    """What is read, tags aside and every space a plain one."""
    page = re.sub(r"<(style|script)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    page = re.sub(r"</?bdi[^>]*>", "", page)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def slots(response: Any) -> list[str]:
    """Values of the slot buttons, in the order of the page."""
    return re.findall(r'name="creneau" value="([^"]+)"', response.content.decode())


def value_of(response: Any, name: str) -> str:
    """What a field of the page holds."""
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.content.decode())
    found = re.search(r'value="([^"]*)"', field[0]) if field else None
    return html.unescape(found[1]) if found else ""
