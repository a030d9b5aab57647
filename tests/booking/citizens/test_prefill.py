"""Who is already known finds the form filled; what FranceConnect certified is not for a form to change."""

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import RequestFactory
from rest_framework.request import Request

from booking.models import Participation
from foundation.people import Strength
from foundation.web.authentication import Proof, open_usager, session_of
from project.env import Provider
from sso.contacts.codes import code_of
from sso.contacts.models import ContactChallenge
from tests.booking.citizens.conftest import FORM, HOST, NOW, Office, Visitor, text, value_of
from tests.booking.citizens.test_my_rdvs import known, make_usager

FILLED = {"prenom": "Zoé", "nom": "Martin", "telephone": "06 12 34 56 78", "courriel": "zoe@exemple.fr"}
MARTIN = {"phone": "+33612345678"}


def shown(browser: Visitor) -> dict[str, str]:
    page = browser.get(FORM)
    return {name: value_of(page, name).replace("\u00a0", " ") for name in FILLED}


@pytest.mark.parametrize("strength", [Strength.CODE, Strength.CIVIL])
def test_the_form_is_filled_from_the_file(office: Office, strength: Strength) -> None:
    browser = known(make_usager(**MARTIN), strength=strength)
    browser.hold()
    assert shown(browser) == FILLED
    browser.post(f"{FORM}prolonger/", FILLED | {"telephone": "06 98 76 54 32"})
    assert shown(browser)["telephone"] == "06 98 76 54 32", "what was typed wins"


def test_certified_names_stay_whatever_is_posted(office: Office) -> None:
    browser = known(make_usager(**MARTIN), strength=Strength.CIVIL)
    browser.hold()
    page = browser.get(FORM)
    assert page.content.decode().count(" readonly") == 2
    assert "Vérifié par FranceConnect." in text(page)
    browser.confirm(prenom="Ali", nom="Diallo", courriel="zoe@exemple.fr")
    assert str(Participation.objects.get().usager) == "Zoé Martin"


def test_a_certified_parent_books_for_a_child(office: Office) -> None:
    browser = known(make_usager(**MARTIN), strength=Strength.CIVIL)
    browser.hold()
    browser.confirm(courriel="zoe@exemple.fr", pour="autre", proche_prenom="Léo", proche_nom="Martin")
    child = Participation.objects.get().usager
    assert (str(child), str(child.responsible)) == ("Léo Martin", "Zoé Martin")


@pytest.mark.parametrize("strength", [Strength.CODE, Strength.CIVIL])
def test_a_number_that_was_missing_completes_the_file(office: Office, strength: Strength) -> None:
    me = make_usager()
    others = [make_usager("Léo")] if strength == Strength.CODE else []
    browser = known(*others, me, strength=strength)
    browser.hold()
    browser.confirm(courriel="zoe@exemple.fr")
    booked = Participation.objects.get()
    assert (booked.usager, booked.usager.phone) == (me, "+33612345678")
    assert f"/r/{booked.link_token}/" in browser.get("/mes-rdv/").content.decode()


def test_of_several_people_only_the_contact_is_filled(office: Office) -> None:
    browser = known(make_usager(**MARTIN), make_usager("Léo", **MARTIN))
    browser.hold()
    assert shown(browser) == {**FILLED, "prenom": "", "nom": ""}


def test_nobody_known_nothing_filled(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert set(shown(browser).values()) == {""}


def test_franceconnect_is_a_link_that_comes_back_to_the_form(
    office: Office, browser: Visitor, settings: Any
) -> None:
    browser.hold()
    assert "FranceConnect" not in text(browser.get(FORM))
    settings.FRANCECONNECT = Provider("https://fc.example", "id", "secret")
    page = browser.get(FORM).content.decode()
    assert 'href="/sso/depart/?but=usager&amp;suite=%2Frdv%2Fpasseport%2Fcoordonnees%2F"' in page
    by_code = known(make_usager())
    by_code.hold("2026-11-24T09:00:00Z@mairie-centrale")
    assert "but=link" in by_code.get(FORM).content.decode()


def test_a_code_on_the_way_loses_neither_the_time_nor_what_was_typed(
    office: Office, browser: Visitor, clock: Any
) -> None:
    make_usager()
    browser.hold()
    browser.post(f"{FORM}prolonger/", {"prenom": "Ali", "nom": "Diallo"})
    browser.post("/identification/", {"contact": "zoe@exemple.fr", "suite": FORM})
    challenge = ContactChallenge.objects.get()
    entered = browser.post("/identification/code/", {"code": code_of(challenge.pk)})
    assert entered["Location"] == FORM
    assert shown(browser) == {**FILLED, "prenom": "Ali", "nom": "Diallo", "telephone": ""}
    assert browser.confirm().status_code == 303


@pytest.mark.parametrize(("next_ones", "kept"), [(("zoe",), True), (("zoe", "leo"), True), (("ali",), False)])
def test_a_stronger_proof_keeps_what_belongs_to_the_same_people(
    office: Office, next_ones: tuple[str, ...], kept: bool
) -> None:
    """A code, then FranceConnect: the draft goes on. Somebody else at the same computer finds nothing."""
    ids = {name: uuid5(NAMESPACE_DNS, name) for name in ("zoe", "leo", "ali")}
    request = Request(RequestFactory().get("/", headers={"host": HOST}))
    request._request.session = SessionStore()
    proof = Proof(until=NOW + timedelta(hours=2), idle=timedelta(minutes=30), strength=Strength.CODE)
    open_usager(request, (ids["zoe"], ids["leo"]), proof)
    session_of(request)["typed"] = {"nom": "Martin"}
    open_usager(request, tuple(ids[name] for name in next_ones), proof)
    assert ("typed" in session_of(request)) is kept
