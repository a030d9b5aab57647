"""Zoé at Arras, a neighbour administration, a real mailbox, and browsers over HTTPS."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from booking.models import Usager
from foundation.tenancy import in_tenant
from sso.contacts import limits
from sso.contacts.counters import Limit
from tenants.models import Tenant

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
ARRAS, NEIGHBOUR = "arras.rdv.localhost", "pas-de-calais.rdv.localhost"
ZOE, PHONE = "zoe@exemple.fr", "06 12 34 56 78"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes may be asked one after the other: the minute between two is another test's subject."""
    monkeypatch.setattr(limits, "SPACING", Limit("spacing", 99, 60))


@pytest.fixture
def zoe(arras: Tenant, clock: object) -> Usager:
    with in_tenant(arras):
        return make_usager()


def make_usager(**fields: Any) -> Usager:
    values = {
        "first_name": "Zoé",
        "last_name": "Martin",
        "email": ZOE,
        "phone": "+33612345678",
        "created_at": NOW,
    }
    return Usager.objects.create(**values | fields)


class Visitor(Client):
    """A browser on one host, from one address."""

    def __init__(self, host: str = ARRAS, address: str = "192.0.2.7") -> None:
        super().__init__(HTTP_HOST=host, REMOTE_ADDR=address)

    def request(self, **request: Any) -> Any:
        secure = {"wsgi.url_scheme": "https", "SERVER_PORT": "443", "HTTP_X_FORWARDED_PROTO": "https"}
        return super().request(**request | secure)

    def ask(self, contact: str = ZOE, suite: str = "") -> Any:
        return self.post("/identification/", {"contact": contact, "suite": suite})

    def answer(self, code: str) -> Any:
        return self.post("/identification/code/", {"code": code})

    def is_in(self) -> bool:
        return bool(self.get("/mes-rdv/").status_code == 200)
