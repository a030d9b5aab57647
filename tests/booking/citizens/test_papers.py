"""Identity papers: one application number each, checked with the hub, whose silence stops nobody."""

import pytest

from booking.models import Participation, Rdv
from booking.vocabulary import PapersKind
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor, text, value_of
from tests.counterparts.hub.client import Hub

NUMBER, SECOND = "AB12CD34EF", "GH56JK78LM"
ELSEWHERE = {
    "meeting_point": "Mairie de Béthune",
    "appointment_date": "2026-12-01 10:30:00",
    "management_url": "https://bethune.example/r/1",
}


@pytest.fixture
def hub(hub: Hub) -> Hub:
    hub.declare(NUMBER, "validated")
    return hub


@pytest.fixture
def papers(office: Office) -> Office:
    office.motif.papers = PapersKind.BOTH
    office.motif.people = {"unit": "personne", "at_most": 3, "minutes_each": 15}
    office.motif.save()
    return office


def test_a_validated_number_is_kept(papers: Office, browser: Visitor, hub: Hub) -> None:
    browser.hold()
    link = browser.confirm(numero_1=" ab12-cd34\u00a0ef ")["Location"]
    assert Participation.objects.get().papers == [NUMBER]
    assert "à vérifier" not in text(browser.get(link))


@pytest.mark.parametrize(
    "typed", ["", "AB12", "AB12CD34EF9", "AB12-CD34E", "É" * 10, "x" * 100_000, "AB12\0D34EF"]
)
def test_what_is_no_number_is_refused_without_asking_anybody(
    papers: Office, browser: Visitor, hub: Hub, typed: str
) -> None:
    browser.hold()
    refused = browser.confirm(numero_1=typed)
    assert refused.status_code == 422
    assert value_of(refused, "prenom") == "Zoé"
    assert len(value_of(refused, "numero_1")) <= 40
    assert hub.asked() == []


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("consumed", "Ce numéro a déjà servi à une demande."),
        ("expired", "Ce numéro n’est plus valable."),
        ("unknown", "Ce numéro n’existe pas."),
    ],
)
def test_a_number_that_no_longer_serves_is_refused_under_its_field(
    papers: Office, browser: Visitor, hub: Hub, status: str, sentence: str
) -> None:
    hub.declare(NUMBER, status)
    browser.hold()
    refused = browser.confirm(numero_1=NUMBER)
    assert refused.status_code == 422
    assert text(refused).count(sentence) == 2
    assert value_of(refused, "numero_1") == NUMBER
    assert not Rdv.objects.exists()


@pytest.mark.parametrize("fault", ["error-500", "not-json", "cut"])
def test_a_hub_in_trouble_does_not_stop_the_booking(
    papers: Office, browser: Visitor, hub: Hub, fault: str
) -> None:
    hub.fail(fault)
    browser.hold()
    page = text(browser.get(browser.confirm(numero_1=NUMBER)["Location"]))
    assert "Nous n’avons pas pu vérifier votre numéro de pré-demande." in page
    assert Participation.objects.get().answers == {"papers_to_check": NUMBER}


def test_a_declared_number_is_to_be_checked(papers: Office, browser: Visitor, hub: Hub) -> None:
    hub.declare(NUMBER, "declared")
    browser.hold()
    assert "à vérifier" in text(browser.get(browser.confirm(numero_1=NUMBER)["Location"]))


def test_another_rdv_elsewhere_is_shown_and_may_be_kept(papers: Office, browser: Visitor, hub: Hub) -> None:
    hub.declare(NUMBER, "validated", ELSEWHERE)
    browser.hold()
    asked = browser.confirm(numero_1=NUMBER)
    assert asked.status_code == 422
    assert "Mairie de Béthune" in text(asked)
    assert "mardi 1er décembre 2026 à 10 h 30" in text(asked)
    assert 'href="https://bethune.example/r/1"' in asked.content.decode()
    assert 'name="autre_rdv"' in asked.content.decode()
    assert browser.confirm(numero_1=NUMBER, autre_rdv="on").status_code == 303


def test_each_person_has_a_number_of_their_own(papers: Office, browser: Visitor, hub: Hub) -> None:
    hub.declare(SECOND, "validated")
    browser.post(f"{SLOTS}?personnes=2", {"creneau": "2026-11-24T08:00:00Z@mairie-centrale"})
    assert "Numéro de pré-demande, personne 2" in text(browser.get(FORM))
    twice = browser.confirm(numero_1=NUMBER, numero_2=NUMBER.lower())
    assert text(twice).count("Ce numéro est déjà donné pour une autre personne.") == 2
    assert browser.confirm(numero_1=NUMBER, numero_2=SECOND).status_code == 303
    assert Participation.objects.get().papers == [NUMBER, SECOND]
    assert hub.asked() == [[NUMBER, SECOND]]


def test_the_hub_is_asked_once_everything_else_is_right(papers: Office, browser: Visitor, hub: Hub) -> None:
    browser.hold()
    browser.confirm(numero_1=NUMBER, nom="")
    assert hub.asked() == []
