"""Back from FranceConnect with a ticket: linked to the right file, or to none."""

import re
from typing import Any

import pytest
from django.db import connection

from booking.models import Usager
from booking.reactions.citizens_identity import usager_of_civil_key
from foundation import clock as clock_of_the_house
from foundation.sealing import pseudonym
from foundation.tenancy import in_public, in_tenant
from sso.tickets.issue import issue
from sso.tickets.models import Purpose
from sso.tickets.secrets import challenge_of
from tenants.models import Tenant
from tests.makers.sessions import make_platform_session
from tests.sso.contacts.codes import by_code, last_code, usagers
from tests.sso.contacts.conftest import ARRAS, NOW, PHONE, ZOE, Visitor, make_usager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hurried", "clock")]

CLAIMS = {
    "sub": "b6048e95bb134ec5b1d1e1fa69f287172e91722b9354d637a1bcf2ebb0fd2ef5v1",
    "given_name": "Zoé Anne",
    "family_name": "MARTIN",
    "email": "zoe.fc@exemple.fr",
    "birthdate": "1951-08-24",
}
OUTCOME = "/identification/franceconnect/"


def come_back(browser: Visitor, tenant: Tenant, purpose: str = "usager", **claims: str) -> Any:
    """As if the sign-in host had just written the ticket."""
    browser.get("/sso/depart/", {"but": purpose, "suite": "/mes-rdv/"})
    state, departure = _last_departure(browser, tenant)
    ticket = issue(
        tenant_id=tenant.id,
        host=ARRAS,
        purpose=Purpose(purpose),
        challenge=challenge_of(departure["verifier"]),
        platform_session_id=make_platform_session(provider="franceconnect").pk,
        claims=CLAIMS | claims,
        now=clock_of_the_house.now(),
    )
    return browser.get("/sso/arrivee/", {"billet": ticket, "etat": state})


def _last_departure(browser: Visitor, tenant: Tenant) -> tuple[str, dict[str, Any]]:
    with in_tenant(tenant):
        return list(browser.session["departures"].items())[-1]


def is_certified(browser: Visitor) -> bool:
    return bool(browser.get("/mes-rdv/acces/").status_code == 200)


def test_nobody_known_opens_a_certified_file(arras: Tenant) -> None:
    browser = Visitor()
    assert come_back(browser, arras)["Location"] == "/mes-rdv/"
    (usager,) = usagers(arras)
    assert (usager.first_name, usager.last_name, str(usager.birth_date)) == ("Zoé", "MARTIN", "1951-08-24")
    assert usager.certified_at
    assert usager.civil_key == pseudonym(arras.id, CLAIMS["sub"])
    assert is_certified(browser)


def test_coming_back_finds_the_same_file(arras: Tenant) -> None:
    come_back(Visitor(), arras)
    browser = Visitor()
    assert come_back(browser, arras, family_name="AUTRE")["Location"] == "/mes-rdv/"
    assert len(usagers(arras)) == 1
    assert is_certified(browser)


def test_linking_from_a_code_certifies_the_file(zoe: Usager, arras: Tenant) -> None:
    browser = by_code(arras)
    assert not is_certified(browser)
    assert come_back(browser, arras, "link")["Location"] == "/mes-rdv/"
    (usager,) = usagers(arras)
    assert (usager.pk, usager.first_name, usager.last_name) == (zoe.pk, "Zoé", "Martin")
    assert usager.certified_at
    assert is_certified(browser)


def test_another_name_is_never_linked(zoe: Usager, arras: Tenant) -> None:
    browser = by_code(arras)
    assert come_back(browser, arras, "link", family_name="DURAND")["Location"] == OUTCOME
    page = browser.get(OUTCOME).content.decode()
    assert "Ce dossier n’est pas à votre nom" in page
    assert "DURAND" not in page
    assert usagers(arras)[0].civil_key == ""
    assert browser.is_in()
    assert not is_certified(browser)


def test_who_is_not_of_this_file_may_open_their_own(zoe: Usager, arras: Tenant) -> None:
    browser = by_code(arras)
    come_back(browser, arras, "link", given_name="Hugo", family_name="DURAND")
    assert browser.post(OUTCOME)["Location"] == "/mes-rdv/"
    assert [(each.first_name, bool(each.certified_at), each.email) for each in usagers(arras)] == [
        ("Zoé", False, ZOE),
        ("Hugo", True, ""),
    ]
    assert is_certified(browser)


def test_an_identity_already_linked_elsewhere_is_told_to_ask_an_agent(zoe: Usager, arras: Tenant) -> None:
    come_back(Visitor(), arras)
    browser = by_code(arras)
    assert come_back(browser, arras, "link")["Location"] == OUTCOME
    assert "Vous avez deux dossiers ici" in browser.get(OUTCOME).content.decode()
    assert browser.post(OUTCOME)["Location"] == "/identification/"
    assert not is_certified(browser)


def test_the_same_address_is_proved_by_a_code_first(zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    assert come_back(browser, arras, email=ZOE)["Location"] == "/identification/code/"
    assert not browser.is_in()
    assert usagers(arras)[0].civil_key == ""
    assert "Un dossier existe déjà" in browser.get("/identification/code/").content.decode()
    assert browser.answer(last_code(arras))["Location"] == "/mes-rdv/"
    assert [each.pk for each in usagers(arras)] == [zoe.pk]
    assert is_certified(browser)


def test_the_same_address_under_another_name_is_not_linked(zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    come_back(browser, arras, email=ZOE, given_name="Paul")
    assert browser.answer(last_code(arras))["Location"] == OUTCOME
    assert usagers(arras)[0].civil_key == ""


def test_without_the_code_of_the_known_address_a_new_file_can_be_opened(zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    come_back(browser, arras, email=ZOE)
    assert browser.get(OUTCOME).status_code == 200
    assert browser.post(OUTCOME)["Location"] == "/mes-rdv/"
    assert is_certified(browser)
    assert sorted(each.civil_key == "" for each in usagers(arras)) == [False, True]


def test_a_pending_identity_is_forgotten_after_ten_minutes(zoe: Usager, arras: Tenant, clock: Any) -> None:
    browser = Visitor()
    come_back(browser, arras, email=ZOE)
    clock.shift(601)
    assert browser.post(OUTCOME)["Location"] == "/identification/"
    assert len(usagers(arras)) == 1


def test_a_parent_s_franceconnect_opens_the_parent_s_file_only(zoe: Usager, arras: Tenant) -> None:
    with in_tenant(arras):
        make_usager(first_name="Léo", created_at=NOW)
    browser = by_code(arras, PHONE)
    assert "Léo" in browser.get("/mes-rdv/").content.decode()
    come_back(browser, arras, "link")
    assert "Léo" not in browser.get("/mes-rdv/").content.decode()


def test_two_administrations_cannot_join_their_citizens(arras: Tenant, pas_de_calais: Tenant) -> None:
    come_back(Visitor(), arras)
    key = usagers(arras)[0].civil_key
    assert CLAIMS["sub"] not in key
    with in_tenant(pas_de_calais):
        assert usager_of_civil_key(key) is None
        assert pseudonym(pas_de_calais.id, CLAIMS["sub"]) != key


def test_no_claim_of_hers_rests_in_public(zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    come_back(browser, arras, email=ZOE)
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        written = []
        for table in tables:
            cursor.execute(f'SELECT * FROM public."{table}"')
            written.append(str(cursor.fetchall()))
    rest = " ".join(written)
    assert [each for each in (CLAIMS["sub"], "MARTIN", ZOE) if each in rest] == []
    # As a date is written: four digits alone are in many a key.
    assert re.findall(r"\b1951(?:, [0-9]|-[0-9]{2}-[0-9]{2}\b)", rest) == []


def test_a_ticket_without_anybody_is_refused(arras: Tenant) -> None:
    browser = Visitor()
    assert come_back(browser, arras, sub="").status_code == 400
    assert usagers(arras) == []
