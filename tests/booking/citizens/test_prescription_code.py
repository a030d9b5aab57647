"""Who prescribes proves an address first: the code, and every code that is none."""

from typing import Any

import pytest

from booking.models import Rdv
from sso.contacts.codes import code_of
from sso.contacts.models import ContactChallenge
from tenants.models import Tenant
from tests.booking.citizens.conftest import ZOE, Office, Visitor, text, value_of
from tests.booking.citizens.prescribing import EMAIL, LEA, MOTIFS, PERSON, TIMES, introduce, prove
from tests.booking.citizens.test_under_pressure import last_code

pytestmark = pytest.mark.django_db
DOOR, CODE = "/prescription/", "/prescription/code/"


def test_nothing_opens_before_the_code(reserved: Office, browser: Visitor) -> None:
    for url in ("/prescription/vous/", MOTIFS, TIMES, PERSON):
        answer = browser.get(url)
        assert (answer.status_code, answer["Location"]) == (
            302 if answer.status_code == 302 else 303,
            "/prescription/",
        )
        answer = browser.post(url, ZOE | LEA | {"creneau": "2026-11-24T08:00:00Z@mairie-centrale"})
        assert answer.status_code in {303, 405}
    browser.post("/prescription/", {"courriel": EMAIL})
    wrong = browser.post("/prescription/code/", {"code": "000000"})
    assert wrong.status_code == 422
    assert browser.get(MOTIFS)["Location"] == "/prescription/"
    assert not Rdv.objects.exists()


def test_a_code_asked_elsewhere_opens_nothing_here(reserved: Office, browser: Visitor) -> None:
    browser.post("/prescription/", {"courriel": EMAIL})
    code = code_of(ContactChallenge.objects.get().pk)
    thief = Visitor()
    assert thief.post("/prescription/code/", {"code": code})["Location"] == "/prescription/"
    assert thief.get(MOTIFS)["Location"] == "/prescription/"


def test_asked_twice_at_once_the_code_is_on_its_way(reserved: Office, browser: Visitor) -> None:
    for _ in range(2):
        answer = browser.post("/prescription/", {"courriel": EMAIL})
        assert answer["Location"] == "/prescription/code/"
    other = Visitor().post("/prescription/", {"courriel": EMAIL})
    assert other.status_code == 429


def test_the_proof_ends_with_the_half_day(reserved: Office, browser: Visitor, clock: Any) -> None:
    introduce(browser)
    clock.shift(4 * 3600 + 1)
    assert browser.get(MOTIFS)["Location"] == "/prescription/"


def test_another_address_says_again_who_it_is(reserved: Office, browser: Visitor) -> None:
    introduce(browser)
    assert prove(browser, "paul@ccas.example")["Location"] == "/prescription/vous/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Indiquez votre adresse électronique."),
        ("lea", "Cette adresse électronique n’est pas complète."),
        ("lea@", "Cette adresse électronique n’est pas complète."),
        ("l" * 100_000, "Cette adresse électronique est trop longue."),
        ("l\0ea@exemple.fr", "Erreur"),
        ("06 12 34 56 78", "Cette adresse électronique n’est pas complète."),
        ("ليا@exemple.fr", "Cette adresse électronique n’est pas complète."),
    ],
)
def test_what_is_no_address_gets_a_sentence_and_no_code(
    reserved: Office, browser: Visitor, typed: str, sentence: str
) -> None:
    refused = browser.post(DOOR, {"courriel": typed})
    assert refused.status_code == 422
    assert sentence in text(refused)
    assert len(refused.content) < 60_000
    assert value_of(refused, "courriel") == typed.replace("\0", "")[:254]
    assert not ContactChallenge.objects.exists()


@pytest.mark.parametrize("typed", ["", "abc", "12345", "9" * 100_000, "\0", "١٢٣٤٥٦", "wrong"])
def test_what_is_not_the_code_opens_nothing(reserved: Office, browser: Visitor, typed: str) -> None:
    browser.post(DOOR, {"courriel": EMAIL})
    wrong = f"{(int(last_code()) + 1) % 1_000_000:06d}"
    refused = browser.post(CODE, {"code": wrong if typed == "wrong" else typed})
    assert refused.status_code == 422
    assert EMAIL in text(refused)
    assert len(refused.content) < 60_000
    assert browser.get(MOTIFS)["Location"] == DOOR


def test_an_expired_code_is_refused_at_the_page(reserved: Office, browser: Visitor, clock: Any) -> None:
    browser.post(DOOR, {"courriel": EMAIL})
    code = last_code()
    clock.shift(11 * 60)
    late = browser.post(CODE, {"code": code})
    assert late.status_code == 422
    assert "Ce code n’est plus valable." in text(late)
    assert browser.get(MOTIFS)["Location"] == DOOR


def test_a_code_sent_twice_is_answered_as_the_first_and_replayed_opens_nothing(
    reserved: Office, browser: Visitor
) -> None:
    browser.post(DOOR, {"courriel": EMAIL})
    code = {"code": last_code()}
    assert {browser.post(CODE, code)["Location"] for _ in range(2)} == {"/prescription/vous/"}
    assert browser.get(CODE)["Location"] == DOOR, "the back button"
    browser.post("/prescription/fin/")
    assert browser.post(CODE, code)["Location"] == DOOR
    assert browser.get(MOTIFS)["Location"] == DOOR


def test_the_code_of_an_administration_opens_nothing_next_door(
    pas_de_calais: Tenant, reserved: Office, browser: Visitor
) -> None:
    browser.post(DOOR, {"courriel": EMAIL})
    next_door = Visitor("pas-de-calais.rdv.localhost")
    assert next_door.post(CODE, {"code": last_code()}).status_code == 404
    assert next_door.get(MOTIFS).status_code == 404
