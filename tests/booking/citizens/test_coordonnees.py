"""The form: every bad answer gets a sentence and nothing typed is lost."""

import pytest

from booking.models import Rdv, Usager
from tests.booking.citizens.conftest import (
    FORM,
    ZOE,
    Office,
    Visitor,
    text,
    value_of,
)

MORE = f"{FORM}prolonger/"


def test_the_form_can_be_filled_by_the_browser(office: Office, browser: Visitor) -> None:
    browser.hold()
    page = browser.get(FORM).content.decode()
    for said in ("given-name", "family-name", "tel", "email"):
        assert f'autocomplete="{said}"' in page
    assert 'inputmode="tel"' in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"prenom": ""}, "Indiquez votre prénom."),
        ({"prenom": "   "}, "Indiquez votre prénom."),
        ({"nom": ""}, "Indiquez votre nom."),
        ({"nom": "x" * 100_000}, "80 caractères au plus"),
        ({"nom": "Mar\0tin"}, "caractère invisible"),
        ({"nom": "Martin\nDurand"}, "caractère invisible"),
        ({"prenom": "123"}, "avec des lettres"),
        ({"prenom": "\u200d\u200f"}, "avec des lettres"),
        ({"nom": "Voir https://piege.example"}, "sans adresse de site ni adresse électronique"),
        ({"nom": "WWW.piege.example"}, "sans adresse de site ni adresse électronique"),
        ({"prenom": "zoe＠piege.example"}, "sans adresse de site ni adresse électronique"),
        ({"telephone": "03 21 50 50 50"}, "Ce numéro est un fixe : il ne reçoit pas de SMS."),
        ({"telephone": ""}, "Donnez un téléphone portable ou une adresse électronique"),
        ({"telephone": "06 12"}, "Ce numéro de téléphone n’existe pas"),
        ({"telephone": "0" * 100_000}, "Ce numéro de téléphone n’existe pas"),
        ({"telephone": "06\0"}, "caractère invisible"),
        ({"courriel": "zoe"}, "Cette adresse électronique n’est pas complète"),
        ({"courriel": "zoe@"}, "Cette adresse électronique n’est pas complète"),
        ({"courriel": "z\0@exemple.fr"}, "caractère invisible"),
        ({"courriel": "z" * 400 + "@exemple.fr"}, "Cette adresse électronique est trop longue"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_the_form(
    office: Office, browser: Visitor, typed: dict[str, str], sentence: str
) -> None:
    browser.hold()
    refused = browser.confirm(**typed)
    assert refused.status_code == 422
    page = text(refused)
    assert page.startswith(" Erreur : Vos coordonnées")
    assert page.count(sentence) == 2, "once in the summary, once beside the field"
    kept = {name: said for name, said in ZOE.items() if said and name not in typed}
    assert {name: value_of(refused, name) for name in kept} == kept
    assert "\0" not in refused.content.decode()
    assert not Rdv.objects.exists()


def test_every_sentence_comes_at_once_in_the_order_of_the_fields(office: Office, browser: Visitor) -> None:
    browser.hold()
    page = text(browser.post(FORM, {}))
    assert "3 réponses sont à corriger" in page
    assert page.index("votre prénom") < page.index("votre nom") < page.index("Donnez un téléphone")


@pytest.mark.parametrize(
    ("prenom", "nom"),
    [
        ("محمد", "بن علي"),
        ("Zoe\u0301", "N’Guyễn-Bảo"),
        ("\u200fנועם\u200f", "לוי"),
        ("李", "小龙"),
        ("J" * 80, "d’Ô"),
    ],
)
def test_names_of_every_script_are_accepted(office: Office, browser: Visitor, prenom: str, nom: str) -> None:
    browser.hold()
    assert browser.confirm(prenom=prenom, nom=nom).status_code == 303
    assert Usager.objects.get().last_name == nom


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("+33 6 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("0692 12 34 56", "+262692123456"),
        ("+687 75 12 34", "+687751234"),
        ("٠٦١٢٣٤٥٦٧٨", "+33612345678"),
    ],
)
def test_a_phone_is_read_as_it_is_written(office: Office, browser: Visitor, typed: str, stored: str) -> None:
    browser.hold()
    browser.confirm(telephone=typed)
    assert Usager.objects.get().phone == stored


LANDLINE = "03 21 50 50 50"
WITHOUT_MESSAGE = "Confirmer sans recevoir de message"


def test_a_landline_alone_asks_whether_no_message_will_do(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert WITHOUT_MESSAGE not in text(browser.get(FORM))
    assert WITHOUT_MESSAGE not in text(browser.confirm(prenom=""))
    asked = browser.confirm(telephone=LANDLINE)
    assert asked.status_code == 422
    assert WITHOUT_MESSAGE in text(asked)
    assert browser.confirm(telephone=LANDLINE, sans_message="on").status_code == 303


def test_what_was_ticked_stays_ticked_beside_another_error(office: Office, browser: Visitor) -> None:
    browser.hold()
    refused = browser.confirm(prenom="", telephone=LANDLINE, sans_message="on")
    assert refused.status_code == 422
    page = refused.content.decode()
    assert 'name="sans_message" value="on" checked' in page
    assert "Une réponse est à corriger" in text(refused)


def test_a_landline_with_an_email_address_is_enough(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert browser.confirm(telephone=LANDLINE, courriel="zoe@exemple.fr").status_code == 303
