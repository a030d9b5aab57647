"""A person changes their own address or number: a code proves the new one, and the former one is warned."""

from typing import Any

import pytest

from booking.models import Receipt, Usager
from booking.vocabulary import MessageKind
from foundation.outbox.models import Message
from foundation.people import Strength
from foundation.tenancy import in_public, in_tenant
from sso.contacts.models import ContactChallenge
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor, text
from tests.booking.citizens.my_space import known, make_proche, make_usager
from tests.booking.citizens.test_under_pressure import last_code
from tests.makers.sessions import identify

pytestmark = pytest.mark.django_db
PAGE, WISHES = "/mes-rdv/preferences/contact/", "/mes-rdv/preferences/"
NEW = "zoe@nouvelle.example"


def change(browser: Visitor, contact: str, **more: Any) -> Any:
    assert browser.post(PAGE, {"contact": contact, **more})["Location"] == PAGE
    return browser.post(PAGE, {"code": last_code()})


def test_nothing_changes_before_the_code(office: Office) -> None:
    zoe = make_usager()
    browser = known(zoe)
    assert "Changer d’adresse électronique ou de numéro" in text(browser.get(WISHES))
    browser.post(PAGE, {"contact": NEW})
    assert f"arrive à {NEW}" in text(browser.get(PAGE))
    zoe.refresh_from_db()
    assert zoe.email == "zoe@exemple.fr"
    assert browser.post(PAGE, {"code": last_code()})["Location"] == f"{WISHES}?fait=contact"
    zoe.refresh_from_db()
    assert zoe.email == NEW
    assert "Vos nouvelles coordonnées sont enregistrées." in text(browser.get(f"{WISHES}?fait=contact"))


def test_a_number_is_proved_in_the_same_way(office: Office) -> None:
    zoe = make_usager(phone="+33612345678")
    change(known(zoe), "06 98 76 54 32")
    zoe.refresh_from_db()
    assert (zoe.phone, zoe.email) == ("+33698765432", "zoe@exemple.fr")
    assert Receipt.objects.get().contact == "+33612345678"


def test_the_former_one_is_warned_or_else_the_other_one(office: Office) -> None:
    for fields, typed, warned in (
        ({"phone": "+33612345678"}, NEW, "zoe@exemple.fr"),
        ({}, "06 98 76 54 32", "zoe@exemple.fr"),
        ({"phone": "+33321505050", "email": ""}, "06 98 76 54 33", None),
    ):
        Receipt.objects.all().delete()
        zoe = make_usager(**fields)
        change(known(zoe), typed)
        told = Receipt.objects.filter(kind=MessageKind.CONTACT_CHANGED, usager=zoe)
        assert [each.contact for each in told] == ([warned] if warned else [])
        ContactChallenge.objects.all().delete()


def test_in_public_there_is_nothing_about_the_person(office: Office) -> None:
    zoe = make_usager()
    change(known(zoe), NEW)
    with in_public():
        told = str(list(Message.objects.values()))
    assert "booking.contact.changed" in told
    for word in (NEW, "zoe@exemple.fr", "Zoé", "Martin", str(zoe.pk)):
        assert word not in told


def test_a_second_click_changes_and_tells_nothing_more(office: Office) -> None:
    zoe = make_usager()
    browser = known(zoe)
    for _ in range(2):
        assert browser.post(PAGE, {"contact": NEW})["Location"] == PAGE
    assert ContactChallenge.objects.count() == 1
    code = last_code()
    assert browser.post(PAGE, {"code": code})["Location"] == f"{WISHES}?fait=contact"
    assert browser.post(PAGE, {"code": code})["Location"] == WISHES
    assert Receipt.objects.count() == 1
    ContactChallenge.objects.all().delete()


def test_what_is_kept_already_is_changed_in_silence(office: Office) -> None:
    change(known(make_usager()), "zoe@exemple.fr")
    assert not Receipt.objects.exists()


def test_an_expired_or_wrong_code_changes_nothing(office: Office, clock: Any) -> None:
    zoe = make_usager()
    browser = known(zoe)
    browser.post(PAGE, {"contact": NEW})
    code = last_code()
    for typed in (f"{(int(code) + 1) % 1_000_000:06d}", "", "\0", "9" * 100_000):
        assert browser.post(PAGE, {"code": typed}).status_code == 422
    clock.shift(11 * 60)
    late = browser.post(PAGE, {"code": code})
    assert late.status_code == 422
    assert "Ce code n’est plus valable." in text(late)
    zoe.refresh_from_db()
    assert zoe.email == "zoe@exemple.fr"


def test_the_code_of_another_contact_or_of_another_form_changes_nothing(office: Office) -> None:
    zoe = make_usager()
    browser = known(zoe)
    browser.post("/rdv/passeport/verifier/", {"contact": "eve@exemple.fr"})
    other = last_code()
    assert browser.post(PAGE, {"code": other})["Location"] == WISHES
    browser.post(PAGE, {"contact": NEW})
    if other != last_code():
        assert browser.post(PAGE, {"code": other}).status_code == 422
    zoe.refresh_from_db()
    assert zoe.email == "zoe@exemple.fr"


def test_the_code_is_worth_nothing_in_another_browser_nor_next_door(
    pas_de_calais: Tenant, at_arras: Tenant, office: Office
) -> None:
    zoe = make_usager()
    known(zoe).post(PAGE, {"contact": NEW})
    code, host = last_code(), "pas-de-calais.rdv.localhost"
    assert known(zoe).post(PAGE, {"code": code})["Location"] == WISHES
    next_door = Visitor(host)
    identify(next_door, zoe.pk, host=host, strength=Strength.CODE)
    answer = next_door.post(PAGE, {"code": code})
    assert answer.status_code in {302, 303}
    assert answer["Location"] != f"{WISHES}?fait=contact"
    with in_tenant(at_arras):
        assert Usager.objects.get().email == "zoe@exemple.fr"


def test_two_adults_of_one_contact_say_whose_it_becomes(office: Office) -> None:
    zoe, paul = make_usager(), make_usager("Paul")
    browser = known(zoe, paul)
    refused = browser.post(PAGE, {"contact": NEW})
    assert refused.status_code == 422
    assert "Choisissez au moins une personne." in text(refused)
    stranger = make_usager("Eve", email="eve@exemple.fr")
    assert browser.post(PAGE, {"contact": NEW, "personnes": [stranger.pk]}).status_code == 422
    change(browser, NEW, personnes=[str(paul.pk)])
    emails = dict(Usager.objects.values_list("first_name", "email"))
    assert emails == {"Zoé": "zoe@exemple.fr", "Paul": NEW, "Eve": "eve@exemple.fr"}


def test_a_proche_alone_has_no_contact_to_change(office: Office) -> None:
    browser = known(make_proche(make_usager()), strength=Strength.CIVIL)
    assert "adressez-vous à l’accueil" in text(browser.get(WISHES))
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, {"contact": NEW}).status_code == 404


@pytest.mark.parametrize("typed", ["", "zoe", "z\0e@exemple.fr", "x" * 100_000, "03 21 50 50 50"])
def test_what_cannot_receive_a_code_gets_a_sentence(office: Office, typed: str) -> None:
    answer = known(make_usager()).post(PAGE, {"contact": typed})
    assert answer.status_code == 422
    assert len(answer.content) < 60_000
    assert not ContactChallenge.objects.exists()


def test_it_needs_a_code_to_enter(office: Office, browser: Visitor) -> None:
    assert browser.get(PAGE)["Location"].startswith("/identification/?suite=")
