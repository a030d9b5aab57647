"""A professional who has proved an address, for the tests of prescribers' pages."""

from typing import Any

from sso.contacts.codes import code_of
from sso.contacts.models import ContactChallenge
from tests.booking.citizens.conftest import Visitor, slots

EMAIL = "lea@mission-locale.example"
LEA = {"structure": "Mission locale", "prenom": "Léa", "nom": "Petit", "telephone": "03 21 00 00 00"}
MOTIFS, TIMES = "/prescription/motifs/", "/prescription/motifs/passeport/"
PERSON = f"{TIMES}personne/"


def prove(browser: Visitor, email: str = EMAIL) -> Any:
    assert browser.post("/prescription/", {"courriel": email})["Location"] == "/prescription/code/"
    asked = ContactChallenge.objects.get(contact=email, ended_at=None)
    return browser.post("/prescription/code/", {"code": code_of(asked.pk)})


def introduce(browser: Visitor) -> None:
    assert prove(browser)["Location"] == "/prescription/vous/"
    assert browser.post("/prescription/vous/", LEA)["Location"] == MOTIFS


def hold(browser: Visitor) -> Any:
    return browser.post(TIMES, {"creneau": slots(browser.get(TIMES))[0]})
