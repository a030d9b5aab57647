"""Somebody else comes instead: by the link alone, and nobody's name is shown on the way."""

from unicodedata import normalize

import pytest

from booking.models import Participation
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor, text, value_of
from tests.booking.citizens.sessions import make_session, make_workshop, proches, send

LEO = {"prenom": "Léo", "nom": "Diallo"}


def test_another_person_comes_and_the_messages_stay(office: Office, browser: Visitor) -> None:
    link = browser.book()
    assert f'href="{link}qui/"' in browser.get(link).content.decode()
    page = text(browser.get(f"{link}qui/"))
    assert "prévu pour Zoé M. La date" in page
    assert "Martin" not in page
    for _ in range(2):
        assert browser.post(f"{link}qui/", LEO)["Location"] == link
    comes = Participation.objects.get().usager
    assert (str(comes), str(comes.responsible)) == ("Léo Diallo", "Zoé Martin")
    assert "Rendez-vous pour Léo D." in text(browser.get(link))


def test_reading_the_page_changes_nothing(office: Office, browser: Visitor) -> None:
    link = browser.book()
    browser.get(f"{link}qui/?prenom=L%C3%A9o&nom=Diallo")
    assert str(Participation.objects.get().usager) == "Zoé Martin"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"prenom": ""}, "Indiquez le prénom de la personne qui vient."),
        ({"nom": ""}, "Indiquez son nom."),
        ({"nom": "x" * 100_000}, "80 caractères au plus"),
        ({"prenom": "x" * 100_000}, "80 caractères au plus"),
        ({"nom": "a\0"}, "caractère invisible"),
        ({"prenom": "www.piege.example"}, "sans adresse de site"),
    ],
)
def test_bad_input_keeps_the_other_name(
    office: Office, browser: Visitor, typed: dict[str, str], sentence: str
) -> None:
    link = browser.book()
    refused = browser.post(f"{link}qui/", LEO | typed)
    assert refused.status_code == 422
    assert text(refused).count(sentence) == 2
    assert len(refused.content) < 60_000
    kept = {name: said for name, said in LEO.items() if name not in typed}
    assert {name: value_of(refused, name) for name in kept} == kept


def test_a_name_that_is_locked_stays(office: Office, browser: Visitor) -> None:
    link = browser.book()
    office.motif.under_pressure = True
    office.motif.save()
    assert "qui/" not in browser.get(link).content.decode()
    for answer in (browser.get(f"{link}qui/"), browser.post(f"{link}qui/", LEO)):
        assert answer.status_code == 409
        assert "au nom de la personne pour qui il a été pris" in text(answer)
    assert str(Participation.objects.get().usager) == "Zoé Martin"


def test_a_cancelled_rdv_is_nobody_s(office: Office, browser: Visitor) -> None:
    link = browser.book()
    browser.post(f"{link}annuler/")
    assert browser.post(f"{link}qui/", LEO).status_code == 409


def test_an_unknown_link_opens_nothing(office: Office, browser: Visitor) -> None:
    assert browser.get("/r/inconnu/qui/").status_code == 404
    assert browser.post("/r/inconnu/qui/", LEO).status_code == 404


@pytest.mark.parametrize("name", ["ليو", "Le\u0301o", "L" + "\u0301" * 60])
def test_names_in_any_script_are_names(office: Office, browser: Visitor, name: str) -> None:
    link = browser.book()
    for _ in range(2):
        assert browser.post(f"{link}qui/", LEO | {"prenom": name})["Location"] == link
    assert Participation.objects.get().usager.first_name == normalize("NFC", name)
    assert browser.get(f"{link}qui/").status_code == 200


def test_who_is_in_the_session_already_is_told_and_the_names_stay(office: Office, browser: Visitor) -> None:
    session = make_session(office, make_workshop(office))
    link = send(browser, session, **proches("Léo Diallo"))["Location"]
    refused = browser.post(f"{link}qui/", LEO)
    assert refused.status_code == 409
    assert "déjà inscrite à cette séance" in text(refused)
    assert {name: value_of(refused, name) for name in LEO} == LEO


def test_the_link_of_an_administration_is_nothing_in_another(
    pas_de_calais: Tenant, at_arras: Tenant, office: Office, browser: Visitor
) -> None:
    link, there = browser.book(), Visitor("pas-de-calais.rdv.localhost")
    assert there.get(f"{link}qui/").status_code == 404
    assert there.post(f"{link}qui/", LEO).status_code == 404
    with in_tenant(at_arras):
        assert str(Participation.objects.get().usager) == "Zoé Martin"
