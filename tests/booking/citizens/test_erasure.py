"""One's data erased: what goes, what stays, who may ask."""

import json
from typing import Any

import pytest

from booking.models import Participation, Receipt, Usager
from booking.vocabulary import AttenteState, RdvStatus, ReceiptState
from foundation.outbox.models import Message
from foundation.people import Strength
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import FORM, NOW, Office, Visitor, text
from tests.booking.citizens.my_space import known, make_proche, make_rdv, make_usager
from tests.booking.citizens.test_my_data import fill_file, wait
from tests.makers.sessions import identify

pytestmark = pytest.mark.django_db
ERASE, ERASED = "/mes-rdv/donnees/effacer/", "/donnees-effacees/"


def erase(browser: Visitor, *usagers: Usager, **said: str) -> Any:
    return browser.post(ERASE, {"personnes": [str(each.pk) for each in usagers], "certain": "on"} | said)


def test_an_erasure_leaves_rdvs_of_nobody(office: Office) -> None:
    zoe = make_usager(phone="+33612345678", address="1 rue des Lilas", commune_code="62041")
    zoe.referents.add(office.agent)
    leo = make_proche(zoe)
    place, link = fill_file(office, zoe), Participation.objects.get().link_token
    queued = wait(office, leo)
    browser = known(zoe)
    answer = erase(browser, zoe)
    assert (answer.status_code, answer["Location"]) == (303, ERASED)
    for each in (zoe, leo):
        each.refresh_from_db()
        assert str(each) == "Usager effacé"
        assert (each.email, each.phone, each.address, each.commune_code) == ("", "", "", "")
        assert (each.birth_date, each.responsible, each.erased_at) == (None, None, NOW)
    assert not zoe.referents.exists()
    place.refresh_from_db()
    assert (place.answers, place.papers, place.prescriber) == ({}, [], {})
    assert place.status == RdvStatus.HONOURED
    receipt = Receipt.objects.get()
    assert (receipt.contact, receipt.text, receipt.state) == ("", "", ReceiptState.RECEIVED)
    queued.refresh_from_db()
    assert queued.state == AttenteState.LEFT
    assert Visitor().get(f"/r/{link}/").status_code == 404
    assert "Vos données sont effacées" in text(browser.get(ERASED))


def test_an_erasure_is_told_by_ids_alone(office: Office) -> None:
    zoe = make_usager()
    erase(known(zoe), zoe)
    with in_public():
        told = Message.objects.get(name="booking.usager.erased")
    assert str(zoe.pk) in json.dumps(told.payload)
    assert "Zoé" not in json.dumps(told.payload)


def test_every_session_of_who_was_erased_is_over(office: Office) -> None:
    zoe = make_usager()
    elsewhere, here = known(zoe), known(zoe)
    erase(here, zoe)
    for browser in (elsewhere, here):
        assert browser.get("/mes-rdv/")["Location"].startswith("/identification/")


def test_a_session_of_who_was_erased_books_in_no_name_but_the_one_typed(office: Office) -> None:
    zoe = make_usager()
    elsewhere = known(zoe, strength=Strength.CIVIL)
    erase(known(zoe), zoe)
    elsewhere.hold()
    assert "effacé" not in text(elsewhere.get(FORM))
    elsewhere.confirm()
    assert str(Participation.objects.get().usager) == "Zoé Martin"


def test_a_double_click_is_answered_as_the_first(office: Office) -> None:
    zoe = make_usager()
    browser = known(zoe)
    assert {erase(browser, zoe)["Location"] for _ in range(2)} == {ERASED}
    assert browser.get(ERASE)["Location"].startswith("/identification/")


def test_who_is_expected_is_not_erased(office: Office) -> None:
    zoe = make_usager()
    make_rdv(office, make_proche(zoe))
    place = wait(office, zoe)
    browser = known(zoe)
    assert "Un rendez-vous est à venir." in text(browser.get(ERASE))
    answer = erase(browser, zoe)
    assert answer.status_code == 409
    assert "Annulez-le d’abord" in text(answer)
    place.refresh_from_db()
    zoe.refresh_from_db()
    assert (place.state, zoe.first_name) == (AttenteState.WAITING, "Zoé")


def test_a_cancelled_rdv_to_come_keeps_nobody(office: Office) -> None:
    zoe = make_usager()
    make_rdv(office, zoe, status=RdvStatus.CANCELLED_BY_USAGER)
    assert erase(known(zoe), zoe).status_code == 303


def test_of_a_household_only_those_chosen_are_erased(office: Office) -> None:
    zoe, paul = make_usager(), make_usager("Paul")
    erase(known(zoe, paul), paul)
    zoe.refresh_from_db()
    paul.refresh_from_db()
    assert (zoe.first_name, paul.first_name) == ("Zoé", "Usager")


def test_nothing_is_ticked_beforehand_and_nothing_goes_without_it(office: Office) -> None:
    zoe, other = make_usager(), make_usager("Paul", email="paul@exemple.fr")
    browser = known(zoe)
    assert " checked" not in browser.get(ERASE).content.decode()
    assert "Choisissez au moins une personne." in text(browser.post(ERASE, {"certain": "on"}))
    assert "Cochez cette case" in text(browser.post(ERASE, {"personnes": [str(zoe.pk)]}))
    assert erase(browser, other).status_code == 422
    assert browser.post(ERASE, {"personnes": ["x" * 100_000, "\0"], "certain": "on"}).status_code == 422
    assert Usager.objects.filter(erased_at=None).count() == 2


def test_nobody_of_another_administration_is_erased(
    pas_de_calais: Tenant, at_arras: Tenant, office: Office
) -> None:
    zoe, host = make_usager(), "pas-de-calais.rdv.localhost"
    with in_tenant(pas_de_calais):
        neighbour = make_usager("Paul")
    assert erase(known(zoe), neighbour).status_code == 422
    there = Visitor(host)
    with in_tenant(pas_de_calais):
        identify(there, neighbour.pk, host=host, strength=Strength.CODE)
    assert erase(there, zoe).status_code == 422
    for tenant, usager in ((at_arras, zoe), (pas_de_calais, neighbour)):
        with in_tenant(tenant):
            usager.refresh_from_db()
            assert usager.erased_at is None


def test_erasing_needs_a_code(office: Office, browser: Visitor) -> None:
    zoe = make_usager()
    for nobody in (browser, known(zoe, strength=Strength.LINK)):
        assert nobody.get(ERASE).status_code == 302
        assert erase(nobody, zoe).status_code == 302
    zoe.refresh_from_db()
    assert zoe.erased_at is None
