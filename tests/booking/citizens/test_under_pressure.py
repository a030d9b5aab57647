"""Where times are scarce, a code proves the contact before the rdv is confirmed: nothing typed is lost on the way."""

import pytest

from booking.models import Hold, Rdv
from foundation.people import Strength
from sso.contacts.codes import code_of
from sso.contacts.models import ContactChallenge
from tests.booking.citizens.conftest import FORM, Office, Visitor, text, value_of
from tests.booking.citizens.my_space import known, make_proche, make_usager

CODE = "/rdv/passeport/code/"


@pytest.fixture
def scarce(office: Office) -> Office:
    office.motif.under_pressure = True
    office.motif.save()
    return office


def last_code() -> str:
    challenge = ContactChallenge.objects.order_by("created_at").last()
    assert challenge is not None
    return code_of(challenge.pk)


def test_a_code_then_the_rdv(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    assert "Nous y envoyons un code avant de confirmer." in text(browser.get(FORM))
    asked = browser.confirm()
    assert (asked.status_code, asked["Location"]) == (303, CODE)
    assert not Rdv.objects.exists()
    page = text(browser.get(CODE))
    assert "Un SMS avec un code arrive au 06 12 34 56 78" in page
    assert "Créneau réservé pour vous jusqu’à 8 h 10" in page
    assert browser.post(CODE, {"code": last_code()})["Location"] == FORM
    form = browser.get(FORM)
    assert "Votre code est bon. Il ne reste qu’à confirmer." in text(form)
    assert value_of(form, "nom") == "Martin"
    booked = browser.confirm()
    assert booked["Location"].startswith("/r/")
    assert browser.confirm()["Location"] == booked["Location"]
    assert Rdv.objects.count() == 1


def test_by_email_for_who_has_no_mobile(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm(telephone="03 21 50 50 50", courriel="zoe@exemple.fr")
    assert "Un courriel avec un code arrive à zoe@exemple.fr" in text(browser.get(CODE))


def test_a_foreign_mobile_has_its_code_by_email(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    alone = browser.confirm(telephone="+32 470 12 34 56")
    assert alone.status_code == 422
    assert "Nous n’envoyons pas de code à ce numéro" in text(alone)
    browser.confirm(telephone="+32 470 12 34 56", courriel="zoe@exemple.fr")
    assert "zoe@exemple.fr" in text(browser.get(CODE))


def test_a_landline_alone_cannot_be_reached(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    refused = browser.confirm(telephone="03 21 50 50 50", sans_message="on")
    assert text(refused).count("pour ce rendez-vous, nous y envoyons un code avant de confirmer") == 2


def test_a_wrong_code_books_nothing(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm()
    wrong = f"{(int(last_code()) + 1) % 1_000_000:06d}"
    for typed in (wrong, "", "abc", "\0", "9" * 100_000, "١٢٣٤٥٦"):
        refused = browser.post(CODE, {"code": typed})
        assert refused.status_code == 422, typed
    assert browser.confirm()["Location"] == CODE
    assert not Rdv.objects.exists()


def test_another_contact_than_the_proved_one_is_proved_too(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm()
    browser.post(CODE, {"code": last_code()})
    assert browser.confirm(telephone="06 98 76 54 32")["Location"] == CODE
    assert not Rdv.objects.exists()


def test_a_double_click_sends_one_code(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    assert {browser.confirm()["Location"] for _ in range(3)} == {CODE}
    assert ContactChallenge.objects.count() == 1


def test_another_code_waits_a_minute(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm()
    again = browser.post(CODE, {"renvoyer": "1"})
    assert again.status_code == 429
    assert "Attendez une minute" in text(again)


def test_ten_minutes_more_from_the_page_of_the_code(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm()
    hold = {"reservation": str(Hold.objects.get().pk), "suite": "code"}
    assert browser.post(f"{FORM}prolonger/", hold)["Location"] == CODE
    assert "jusqu’à 8 h 20" in text(browser.get(CODE))
    assert value_of(browser.get(FORM), "prenom") == "Zoé"


def test_the_code_of_one_browser_proves_nothing_in_another(scarce: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm()
    other = Visitor()
    assert other.post(CODE, {"code": last_code()})["Location"] == FORM
    other.hold("2026-11-24T09:00:00Z@mairie-centrale")
    assert other.confirm(telephone="06 98 76 54 32")["Location"] == CODE


def test_without_a_code_asked_the_page_leads_back(scarce: Office, browser: Visitor) -> None:
    assert browser.get(CODE)["Location"] == FORM
    assert browser.get("/rdv/inconnu/code/").status_code == 404


@pytest.mark.parametrize("strength", [Strength.CODE, Strength.CIVIL])
def test_who_is_already_known_gives_no_other_code(scarce: Office, strength: Strength) -> None:
    browser = known(make_usager(phone="+33612345678"), strength=strength)
    browser.hold()
    assert browser.confirm()["Location"].startswith("/r/")


def test_the_contact_of_a_household_is_known_whatever_its_capitals(scarce: Office) -> None:
    parent = make_usager(phone="+33612345678")
    browser = known(parent, make_proche(parent))
    browser.hold()
    assert browser.confirm(telephone="", courriel="Zoe@Exemple.fr")["Location"].startswith("/r/")


@pytest.mark.parametrize("strength", [Strength.CODE, Strength.CIVIL])
def test_one_proof_does_not_cover_invented_numbers(scarce: Office, strength: Strength) -> None:
    browser = known(make_usager(phone="+33612345678"), strength=strength)
    browser.hold()
    assert browser.confirm(telephone="06 98 76 54 32")["Location"] == CODE
    assert not Rdv.objects.exists()


def test_a_motif_without_pressure_asks_for_none(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert browser.confirm()["Location"].startswith("/r/")
    assert not ContactChallenge.objects.exists()


def test_what_a_code_asks_is_refused_in_a_sentence_when_none_can_leave(
    scarce: Office, browser: Visitor
) -> None:
    browser.hold()
    browser.confirm()
    stranger = Visitor()
    stranger.hold("2026-11-24T09:00:00Z@mairie-centrale")
    refused = stranger.confirm()
    assert refused.status_code == 429
    assert "Un code vient d’être demandé pour ce contact." in text(refused)
    assert value_of(refused, "nom") == "Martin"
