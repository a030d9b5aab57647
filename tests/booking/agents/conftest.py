"""A Monday, 8:59, at the town hall of Arras. One agent is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.models import Agent, Rdv
from booking.vocabulary import AgentRole
from foundation.actors import VISITOR
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office
from tests.makers.office import make_agent
from tests.makers.pages import text as text
from tests.makers.sessions import sign_in

ARRAS = "arras.rdv.localhost"
PAS_DE_CALAIS = "pas-de-calais.rdv.localhost"
MONDAY_859 = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
TUESDAY = "/agent/agenda/2026-11-24/"
HALF_HOUR = timedelta(minutes=30)


@dataclass
class Browser:
    """Django's client on one host, over https, as a browser would be."""

    host: str = ARRAS

    def __post_init__(self) -> None:
        self.client = Client(HTTP_HOST=self.host)

    def get(self, url: str, **data: Any) -> HttpResponse:
        return self.client.get(url, data or None, secure=True)  # type: ignore[return-value]

    def post(self, url: str, **data: Any) -> HttpResponse:
        return self.client.post(url, data, secure=True)  # type: ignore[return-value]

    def sign_in(self, agent: Agent) -> "Browser":
        sign_in(self.client, agent, host=self.host)
        return self


def booked(office: Office, starts_at: datetime = NINE, identity: Identity = ZOE) -> Rdv:
    return book_rdv(office.wanted(starts_at), identity=identity, by=VISITOR, now=NOW).rdv


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(MONDAY_859, tick=False):
        yield


@pytest.fixture
def office(at_arras: Tenant) -> Office:
    return make_office()


@pytest.fixture
def agent(office: Office) -> Browser:
    return Browser().sign_in(office.agent)


@pytest.fixture
def chief(office: Office) -> Agent:
    """An administrator of the same organisation."""
    mairie = office.agenda.organisation
    return make_agent(mairie, level=AgentRole.ADMIN, first_name="Nadia", last_name="Roux")


@pytest.fixture
def admin(chief: Agent) -> Browser:
    return Browser().sign_in(chief)
