"""How one is written to."""

import re
from typing import Any

import pytest

from foundation import languages
from foundation.people import Strength
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor, text
from tests.booking.citizens.my_space import known, make_proche, make_usager
from tests.makers.sessions import identify

pytestmark = pytest.mark.django_db
PAGE = "/mes-rdv/preferences/"


def test_a_box_unticked_is_a_channel_closed_for_the_proches_too(office: Office) -> None:
    zoe = make_usager()
    leo = make_proche(zoe)
    browser = known(zoe)
    for _ in range(2):
        assert browser.post(PAGE, {"sms": "on"})["Location"] == f"{PAGE}?fait=1"
    for each in (zoe, leo):
        each.refresh_from_db()
        assert (each.accepts_email, each.accepts_sms) == (False, True)
    page = browser.get(f"{PAGE}?fait=1")
    assert "Vos préférences sont enregistrées." in text(page)
    assert page.content.decode().count(" checked") == 1


def test_contacts_are_shown_masked(office: Office) -> None:
    page = text(known(make_usager(phone="+33612345678")).get(PAGE))
    assert "zoe@exemple.fr" not in page
    assert "06 12 34 56 78" not in page
    assert "78" in page


def test_somebody_else_keeps_their_wishes(office: Office) -> None:
    other = make_usager("Paul", email="paul@exemple.fr")
    known(make_usager()).post(PAGE, {})
    other.refresh_from_db()
    assert other.accepts_email


def test_a_language_is_one_of_those_offered(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(languages, "_offered", lambda *_: {"fr": "Français", "ar": "العربية"})
    zoe = make_usager()
    browser = known(zoe)
    browser.post(PAGE, {"langue": "ar", "courriels": "on"})
    zoe.refresh_from_db()
    assert zoe.language == "ar"
    for made_up in ("xx", "ar\0", "a" * 100_000):
        answer = browser.post(PAGE, {"langue": made_up})
        assert answer.status_code == 422
        assert len(answer.content) < 60_000


def test_it_needs_a_code(office: Office, browser: Any) -> None:
    assert browser.get(PAGE)["Location"].startswith("/identification/?suite=")


def test_a_language_refused_leaves_the_boxes_as_they_were_ticked(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(languages, "_offered", lambda *_: {"fr": "Français", "ar": "العربية"})
    zoe = make_usager()
    for ticked in ({"sms": "on"}, {"courriels": "on"}, {"sms": "on", "courriels": "on"}, {}):
        page = known(zoe).post(PAGE, {"langue": "xx"} | ticked)
        assert page.status_code == 422
        boxes = re.findall(r"<input[^>]*checkbox[^>]*>", page.content.decode())
        found = {name for box in boxes if " checked" in box for name in re.findall(r'name="(\w+)"', box)}
        assert found == set(ticked)
    zoe.refresh_from_db()
    assert (zoe.accepts_email, zoe.accepts_sms, zoe.language) == (True, True, "fr")


def test_the_wishes_of_an_administration_change_nothing_next_door(
    pas_de_calais: Tenant, at_arras: Tenant, office: Office
) -> None:
    host = "pas-de-calais.rdv.localhost"
    zoe, there = make_usager(), Visitor(host)
    with in_tenant(pas_de_calais):
        namesake = make_usager()
        identify(there, namesake.pk, zoe.pk, host=host, strength=Strength.CODE)
    assert there.post(PAGE, {"sms": "on", "usager": str(zoe.pk)})["Location"] == f"{PAGE}?fait=1"
    for tenant, usager, accepts in ((at_arras, zoe, True), (pas_de_calais, namesake, False)):
        with in_tenant(tenant):
            usager.refresh_from_db()
            assert usager.accepts_email is accepts
