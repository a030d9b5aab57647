"""Booking for a child or a parent: two fields more, and the messages go to who books."""

import pytest

from booking.models import Participation, Rdv
from tests.booking.citizens.conftest import FORM, Office, Visitor, text, value_of

WHOM = f"{FORM}pour-qui/"
LEO = {"pour": "autre", "proche_prenom": "Léo", "proche_nom": "Martin"}
TYPED = {"prenom": "Zoé", "nom": "Martin", "telephone": "06 12 34 56 78", "courriel": "zoe@exemple.fr"}


def test_two_fields_come_and_go_and_nothing_typed_is_lost(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert "Je prends rendez-vous pour quelqu’un d’autre" in text(browser.get(FORM))
    assert browser.post(WHOM, {**TYPED, "vers": "autre"})["Location"] == FORM
    page = browser.get(FORM)
    assert "Prénom de la personne qui vient" in text(page)
    assert "Votre prénom" in text(page)
    assert {name: value_of(page, name) for name in TYPED} == TYPED
    browser.post(WHOM, {**TYPED, **LEO, "vers": "moi"})
    back = browser.get(FORM)
    assert "la personne qui vient" not in text(back)
    assert {name: value_of(back, name) for name in TYPED} == TYPED
    assert browser.get(WHOM)["Location"] == FORM


def test_one_may_change_one_s_mind_before_typing(office: Office, browser: Visitor) -> None:
    browser.hold()
    browser.post(WHOM, {"vers": "autre", "prenom": ""})
    browser.post(WHOM, {"vers": "moi", "prenom": "", "pour": "autre"})
    assert "la personne qui vient" not in text(browser.get(FORM))


def test_the_child_comes_and_the_parent_is_written_to(office: Office, browser: Visitor) -> None:
    browser.hold()
    link = browser.confirm(**LEO)["Location"]
    child = Participation.objects.get().usager
    assert (child.first_name, child.last_name, child.phone, child.email) == ("Léo", "Martin", "", "")
    assert child.responsible is not None
    assert (child.responsible.first_name, child.responsible.phone) == ("Zoé", "+33612345678")
    page = text(browser.get(link))
    assert "Rendez-vous pour Léo M." in page
    assert "Un SMS sera envoyé au 06 •• •• 56 78." in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"proche_prenom": ""}, "Indiquez le prénom de la personne qui vient."),
        ({"proche_nom": " "}, "Indiquez son nom."),
        ({"proche_nom": "x" * 100_000}, "80 caractères au plus"),
        ({"proche_prenom": "L\0"}, "caractère invisible"),
        ({"proche_prenom": "12"}, "avec des lettres"),
        ({"proche_nom": "www.piege.example"}, "sans adresse de site"),
        ({"prenom": ""}, "Indiquez votre prénom."),
        ({"telephone": ""}, "Donnez un téléphone portable ou une adresse électronique"),
    ],
)
def test_bad_input_keeps_both_names(
    office: Office, browser: Visitor, typed: dict[str, str], sentence: str
) -> None:
    browser.hold()
    refused = browser.confirm(**LEO | typed)
    assert refused.status_code == 422
    assert text(refused).count(sentence) == 2
    kept = {name: said for name, said in LEO.items() if name not in typed}
    assert {name: value_of(refused, name) for name in kept} == kept
    assert not Rdv.objects.exists()


def test_names_from_right_to_left_are_kept(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert browser.confirm(**LEO | {"proche_prenom": "نور", "proche_nom": "بن علي"}).status_code == 303
    assert Participation.objects.get().usager.first_name == "نور"


def test_sent_twice_is_one_rdv_and_one_child(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert len({browser.confirm(**LEO)["Location"] for _ in range(3)}) == 1
    assert Rdv.objects.count() == Participation.objects.count() == 1
