"""The list of appointments: whose, how strongly proved, and nobody else's."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.vocabulary import RdvStatus
from foundation.people import Strength
from project.env import Provider
from tenants.models import Tenant
from tests.booking.citizens.conftest import NOW, Office, Visitor, text
from tests.booking.citizens.my_space import TOMORROW, known, make_rdv, make_usager

pytestmark = pytest.mark.django_db


def test_what_comes_then_what_is_past(office: Office) -> None:
    zoe = make_usager()
    later = make_rdv(office, zoe, TOMORROW + timedelta(days=7))
    sooner = make_rdv(office, zoe)
    gone = make_rdv(office, zoe, NOW - timedelta(days=30), status=RdvStatus.HONOURED)
    page = known(zoe).get("/mes-rdv/")
    links = re.findall(r'href="/r/(\w+)/"', page.content.decode())
    assert links == [sooner.link_token, later.link_token, gone.link_token]
    assert "Mardi 24 novembre 2026 à 9 h 20 Passeport · Mairie centrale À venir" in text(page)
    assert "Honoré" in text(page)


def test_an_rdv_under_way_is_not_past(office: Office) -> None:
    zoe = make_usager()
    make_rdv(office, zoe, NOW - timedelta(minutes=10))
    assert "Passés" not in text(known(zoe).get("/mes-rdv/"))


def test_without_any_rdv_the_page_offers_one(office: Office) -> None:
    assert "Aucun rendez-vous à venir." in text(known(make_usager()).get("/mes-rdv/"))


def test_the_link_of_an_appointment_does_not_list(office: Office, browser: Visitor) -> None:
    link = make_rdv(office, make_usager()).link_token
    assert browser.get(f"/r/{link}/").status_code == 200
    answer = browser.get("/mes-rdv/")
    assert (answer.status_code, answer["Location"]) == (302, "/identification/?suite=%2Fmes-rdv%2F")


def test_a_session_of_the_lowest_strength_does_not_list(office: Office) -> None:
    assert known(make_usager(), strength=Strength.LINK).get("/mes-rdv/").status_code == 302


def test_one_never_sees_others_of_the_household_whose_contact_was_not_proved(office: Office) -> None:
    """A grown-up child proves their own number: the parent's other children are not theirs to see."""
    lea, leo = make_usager("Léa", phone="+33611111111", email=""), make_usager("Léo")
    make_rdv(office, leo)
    mine = make_rdv(office, lea)
    page = known(lea).get("/mes-rdv/")
    assert re.findall(r'href="/r/(\w+)/"', page.content.decode()) == [mine.link_token]
    assert "Léo" not in text(page)


def test_people_of_one_contact_are_told_apart_without_their_whole_name(office: Office) -> None:
    zoe, leo = make_usager(), make_usager("Léo")
    make_rdv(office, zoe)
    make_rdv(office, leo, TOMORROW + timedelta(days=1))
    said = text(known(zoe, leo).get("/mes-rdv/"))
    assert "Vous voyez les rendez-vous de Léo M. et Zoé M. À venir" in said
    assert "Martin" not in said


def test_a_cancelled_rdv_says_so(office: Office) -> None:
    zoe = make_usager()
    make_rdv(office, zoe, status=RdvStatus.CANCELLED_BY_SERVICE)
    assert "Annulé" in text(known(zoe).get("/mes-rdv/"))


def test_the_list_costs_the_same_whatever_its_length(office: Office) -> None:
    zoe = make_usager()
    counts = []
    for number in (1, 20):
        for day in range(number):
            make_rdv(office, zoe, TOMORROW + timedelta(days=day + number))
            make_rdv(office, zoe, NOW - timedelta(days=day + number))
        browser = known(zoe)
        browser.get("/aide/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/mes-rdv/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_only_a_code_is_offered_franceconnect(office: Office, settings: Any) -> None:
    zoe = make_usager()
    settings.FRANCECONNECT = Provider("https://fc.example", "id", "secret")
    page = known(zoe).get("/mes-rdv/")
    assert "S’identifier avec FranceConnect" in text(page)
    assert "/sso/depart/?but=link&amp;suite=%2Fmes-rdv%2F" in page.content.decode()
    assert "S’identifier" not in text(known(zoe, strength=Strength.CIVIL).get("/mes-rdv/"))


def test_without_franceconnect_nothing_is_offered(office: Office, settings: Any) -> None:
    settings.FRANCECONNECT = Provider("", "", "")
    assert "FranceConnect" not in text(known(make_usager()).get("/mes-rdv/"))


def test_who_opened_my_file_needs_franceconnect(office: Office) -> None:
    zoe = make_usager()
    assert known(zoe).get("/mes-rdv/acces/")["Location"].startswith("/identification/?suite=")
    page = known(zoe, strength=Strength.CIVIL).get("/mes-rdv/acces/")
    assert "Aucune consultation n’est enregistrée." in text(page)


def test_who_opened_my_file_is_a_service_and_a_role(office: Office) -> None:
    zoe, other = make_usager(), make_usager("Léo")
    for usager in (zoe, other):
        usager.accesses.create(agent=office.agent, action="rdv_opened", at=NOW)
    page = text(known(zoe, strength=Strength.CIVIL).get("/mes-rdv/acces/"))
    assert page.count("Rendez-vous ouvert") == 1
    assert "Mairie d’Arras" in page
    assert office.agent.last_name not in page


def test_it_is_no_longer_me(office: Office) -> None:
    browser = known(make_usager())
    assert browser.post("/deconnexion/").status_code in {200, 303}
    assert browser.get("/mes-rdv/").status_code == 302


def test_a_session_left_alone_ends(office: Office, arras: Tenant, clock: Any) -> None:
    browser = known(make_usager())
    clock.shift(timedelta(hours=2, minutes=1))
    assert browser.get("/mes-rdv/").status_code == 302


def test_no_page_of_hers_is_kept_or_indexed(office: Office) -> None:
    page = known(make_usager()).get("/mes-rdv/")
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex"
