"""How a program walks through many rdvs, and what it is told when it asks badly or too often."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from booking.commands.usagers import Identity
from booking.models import Rdv
from foundation.tenancy import in_tenant
from foundation.web.machines import ByMachine
from tenants.models import Tenant
from tests.booking.api.conftest import HALF_HOUR, TUESDAY, booked, many, read
from tests.booking.commands.conftest import NINE, Office
from tests.sso.machines.conftest import READ, Program, call

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("every", [timedelta(0), timedelta(seconds=1)])
def test_pages_follow_each_other_without_gap_nor_double(
    every: timedelta, arras: Tenant, office: Office, token: str
) -> None:
    many(arras, office, 7, every=every)
    seen: list[str] = []
    query: str | None = f"{TUESDAY}&limite=3"
    while query:
        page = read(call(arras, token, query=query))
        seen += [each["id"] for each in page["rdvs"]]
        query = (page["suivant"] or "").partition("?")[2]
        many(arras, office, 1, every=every) if len(seen) == 3 and every else None
    with in_tenant(arras):
        assert set(seen) <= {str(key) for key in Rdv.objects.values_list("pk", flat=True)}
    assert len(seen) == len(set(seen)) == 7


def test_a_page_holds_a_hundred_at_most(arras: Tenant, office: Office, token: str) -> None:
    many(arras, office, 101)
    first = read(call(arras, token, query=TUESDAY))
    assert len(first["rdvs"]) == 100
    rest = read(call(arras, token, query=first["suivant"].partition("?")[2]))
    assert (len(rest["rdvs"]), rest["suivant"]) == (1, None)


def test_reading_costs_the_same_whatever_the_number(arras: Tenant, office: Office, token: str) -> None:
    booked(arras, office)
    call(arras, token, query=TUESDAY)
    with CaptureQueriesContext(connection) as one:
        assert len(read(call(arras, token, query=TUESDAY))["rdvs"]) == 1
    for rank in range(1, 5):
        guest = Identity(first_name=f"Ali {rank}", last_name="Diallo", email=f"ali{rank}@exemple.fr")
        booked(arras, office, NINE + rank * HALF_HOUR, guest)
    with CaptureQueriesContext(connection) as several:
        assert len(read(call(arras, token, query=TUESDAY))["rdvs"]) == 5
    # To public, the token, back, the grant; then the rdvs, their people, what they occupy.
    assert len(one) == len(several) == 7


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("", "du"),
        ("du=", "du"),
        ("du=24/11/2026", "du"),
        ("du=%00", "du"),
        ("du=0001-01-01", "du"),
        ("du=9999-12-31", "du"),
        ("du=2026-11-24&au=hier", "au"),
        ("du=2026-11-24&au=2026-11-23", "au"),
        ("du=2026-11-24&limite=0", "limite"),
        ("du=2026-11-24&limite=101", "limite"),
        ("du=2026-11-24&limite=9e99", "limite"),
        ("du=2026-11-24&curseur=abc", "curseur"),
        ("du=2026-11-24&curseur=%F0%9F%92%A9", "curseur"),
        ("du=2026-11-24&curseur=MjAyNi0xMS0yNCA2", "curseur"),
    ],
)
def test_an_unreadable_parameter_is_named(query: str, wrong: str, arras: Tenant, token: str) -> None:
    answer = call(arras, token, query=query)
    assert answer.status_code == 400
    said = answer.json()  # type: ignore[attr-defined]
    assert said["code"] == "parametres-illisibles"
    assert set(said["parametres"]) == {wrong}


def test_the_api_only_reads(arras: Tenant, token: str) -> None:
    browser = Browser(HTTP_HOST=arras.host)
    headers = {"authorization": f"Bearer {token}"}
    for send in (browser.post, browser.put, browser.patch, browser.delete):
        answer = send("/api/v1/rdvs/", secure=True, headers=headers)
        assert answer.status_code == 405
        assert answer.json()["code"] == "methode-refusee"
        assert answer.headers["Allow"] == "GET, HEAD"


def test_a_program_that_calls_too_often_is_told_how_long_to_wait(
    arras: Tenant, pas_de_calais: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ByMachine, "rate", "2/min")
    program, other = Program(READ), Program(READ)
    for tenant in (arras, pas_de_calais):
        program.granted(tenant, READ)
        other.granted(tenant, READ)
    token = program.token(arras)
    answers = [call(arras, token) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "trop-d-appels"  # type: ignore[attr-defined]
    assert answers[2].headers["Retry-After"] == "60"
    assert call(arras, other.token(arras)).status_code == 200
    assert call(pas_de_calais, program.token(pas_de_calais)).status_code == 200
