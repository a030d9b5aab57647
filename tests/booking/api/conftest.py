"""Tuesday at the town hall of Arras, and a program that may read it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.models import Rdv
from booking.vocabulary import CreatedBy
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office
from tests.sso.machines.conftest import READ, Program

HALF_HOUR = timedelta(minutes=30)
TUESDAY = "du=2026-11-24"


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def token(arras: Tenant) -> str:
    program = Program(READ)
    program.granted(arras, READ)
    return program.token(arras)


@pytest.fixture
def office(arras: Tenant) -> Office:
    with in_tenant(arras):
        return make_office()


def booked(arras: Tenant, office: Office, starts_at: datetime = NINE, identity: Identity = ZOE) -> Rdv:
    with in_tenant(arras):
        return book_rdv(office.wanted(starts_at), identity=identity, by=VISITOR, now=NOW).rdv


def many(arras: Tenant, office: Office, number: int, *, every: timedelta = timedelta(0)) -> None:
    with in_tenant(arras):
        for rank in range(number):
            Rdv.objects.create(
                organisation=office.motif.organisation,
                motif=office.motif,
                agenda=office.agenda,
                starts_at=NINE + rank * every,
                ends_at=NINE + rank * every + HALF_HOUR,
                created_by=CreatedBy.AGENT,
                created_at=NOW,
            )


def read(answer: HttpResponse) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content
    said: dict[str, Any] = answer.json()  # type: ignore[attr-defined]
    return said
