"""One's file, taken away."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import AccessEntry, FileAttente, Participation, Receipt, Usager
from booking.vocabulary import CreatedBy, FileAccess, MessageKind, RdvStatus, ReceiptState
from foundation.people import Strength
from project.env import Provider
from tests.booking.citizens.conftest import NOW, Office, text
from tests.booking.citizens.my_space import LONG_AGO, TOMORROW, known, make_proche, make_rdv, make_usager

pytestmark = pytest.mark.django_db
PAGE, FILE = "/mes-rdv/donnees/", "/mes-rdv/donnees/mes-donnees.json"
CHILD_QUESTION = [{"id": "q1", "label": "Combien d’enfants ?", "kind": "text", "required": False}]


def fill_file(office: Office, usager: Usager, number: int = 1) -> Participation:
    office.motif.questions = CHILD_QUESTION
    office.motif.save()
    for each in range(number):
        place = make_rdv(
            office,
            usager,
            LONG_AGO - timedelta(days=each),
            status=RdvStatus.HONOURED,
            answers={"q1": "deux"},
            papers=["ABCDEFGH12"],
            prescriber={"first_name": "Nora", "last_name": "Klein"},
        )
        Receipt.objects.create(
            key=f"{usager.pk}:{each}:{number}",
            kind=MessageKind.ANSWER,
            channel="sms",
            rdv=place.rdv,
            usager=usager,
            contact="+33612345678",
            text="Bonjour, ici Zoé",
            state=ReceiptState.RECEIVED,
            created_at=NOW,
        )
        usager.accesses.create(agent=office.agent, action="rdv_opened", at=NOW - timedelta(minutes=each))
    return place


def wait(office: Office, usager: Usager) -> FileAttente:
    return FileAttente.objects.create(
        usager=usager, motif=office.motif, last_day=TOMORROW.date(), created_at=NOW
    )


def test_the_whole_file_is_handed_over(office: Office) -> None:
    zoe = make_usager(phone="+33612345678")
    leo = make_proche(zoe)
    fill_file(office, leo)
    wait(office, zoe)
    answer = known(zoe, strength=Strength.CIVIL).get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    told = json.loads(answer.content)
    assert [each["prenom"] for each in told["personnes"]] == ["Léo", "Zoé"]
    assert told["rendez_vous"][0]["reponses"] == {"Combien d’enfants ?": "deux"}
    assert told["rendez_vous"][0]["debut"] == "2026-10-24T09:00:00+02:00"
    assert told["messages"][0]["texte"] == "Bonjour, ici Zoé"
    assert told["listes_attente"][0]["motif"] == "Passeport"
    assert [each["action"] for each in told["consultations"]].count("Rendez-vous ouvert") == 1
    assert office.agent.last_name not in answer.content.decode()


def test_taking_one_s_file_away_is_in_the_journal_of_everybody_in_it(office: Office) -> None:
    zoe = make_usager()
    leo = make_proche(zoe)
    browser = known(zoe, strength=Strength.CIVIL)
    for _ in range(2):
        told = json.loads(browser.get(FILE).content)
    entries = AccessEntry.objects.filter(action=FileAccess.EXPORTED)
    assert {(each.usager_id, each.by, each.agent_id) for each in entries} == {
        (zoe.pk, CreatedBy.USAGER, None),
        (leo.pk, CreatedBy.USAGER, None),
    }
    assert entries.count() == 2, "twice in ten minutes is once"
    assert told["consultations"][0]["action"] == "Exporté"
    assert "Vous ou un proche" in text(browser.get("/mes-rdv/acces/"))


def test_the_page_tells_the_same(office: Office) -> None:
    zoe = make_usager()
    fill_file(office, zoe)
    page = text(known(zoe, strength=Strength.CIVIL).get(PAGE))
    for said in (
        "Adresse électronique zoe@exemple.fr",
        "Combien d’enfants ? : deux",
        "samedi 24 octobre 2026 à 9 h",
        "Bonjour, ici Zoé",
        "Aucune inscription.",
    ):
        assert said in page


def test_a_code_alone_hands_nothing_over(office: Office, settings: Any) -> None:
    settings.FRANCECONNECT = Provider("https://fc.example", "id", "secret")
    zoe = make_usager()
    browser = known(zoe)
    assert browser.get(FILE).status_code == 302
    page = browser.get(PAGE)
    assert "zoe@exemple.fr" not in text(page)
    assert "/sso/depart/?but=link&amp;suite=%2Fmes-rdv%2Fdonnees%2F" in page.content.decode()


def test_without_franceconnect_the_way_is_a_letter(office: Office, settings: Any) -> None:
    settings.FRANCECONNECT = Provider("", "", "")
    page = known(make_usager()).get(PAGE)
    assert 'href="/donnees-personnelles/"' in page.content.decode()


def test_nobody_else_is_in_the_file(office: Office) -> None:
    zoe, other = make_usager(), make_usager("Paul", email="paul@exemple.fr")
    fill_file(office, other)
    told = known(zoe, strength=Strength.CIVIL).get(FILE).content.decode()
    assert "Paul" not in told
    assert "Bonjour" not in told


@pytest.mark.parametrize("path", [FILE, PAGE])
def test_a_file_costs_the_same_whatever_it_holds(office: Office, path: str) -> None:
    counts = []
    for number in (1, 12):
        zoe = make_usager(f"Zoé{'a' * number}")
        make_proche(zoe)
        fill_file(office, zoe, number)
        browser = known(zoe, strength=Strength.CIVIL)
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
