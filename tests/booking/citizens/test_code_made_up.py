"""The two pages where a visitor types a code, before a time or before the rdv: whatever is typed there."""

from dataclasses import dataclass
from typing import Any

import pytest

from booking.models import Rdv
from sso.contacts.models import ContactChallenge
from tenants.models import Tenant
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor, text
from tests.booking.citizens.test_under_pressure import last_code

pytestmark = pytest.mark.django_db
BEFORE_A_TIME, BEFORE_THE_RDV = "/rdv/passeport/verifier/", "/rdv/passeport/code/"


@dataclass
class Asked:
    """A code is on its way; the right one leads `then`."""

    browser: Visitor
    page: str
    then: str


@pytest.fixture(params=[BEFORE_A_TIME, BEFORE_THE_RDV])
def asked(request: pytest.FixtureRequest, office: Office, browser: Visitor) -> Asked:
    office.motif.under_pressure = True
    office.motif.save()
    if request.param == BEFORE_A_TIME:
        browser.post(BEFORE_A_TIME, {"contact": "zoe@exemple.fr"})
        return Asked(browser, BEFORE_A_TIME, SLOTS)
    browser.hold()
    browser.confirm()
    return Asked(browser, BEFORE_THE_RDV, FORM)


@pytest.mark.parametrize(
    "typed", ["", "abc", "12345", "9" * 100_000, "\0", "12345\0", "١٢٣٤٥٦", "1\u0301" * 6]
)
def test_what_is_no_code_gets_a_sentence(asked: Asked, typed: str) -> None:
    refused = asked.browser.post(asked.page, {"code": typed})
    assert refused.status_code == 422
    assert "Erreur" in text(refused)
    assert len(refused.content) < 60_000
    assert asked.browser.post(asked.page, {"code": last_code()})["Location"] == asked.then


def test_an_expired_code_is_told(asked: Asked, clock: Any) -> None:
    code = last_code()
    clock.shift(11 * 60)
    late = asked.browser.post(asked.page, {"code": code})
    assert late.status_code == 422
    assert "Ce code n’est plus valable." in text(late)
    assert not Rdv.objects.exists()


def test_sent_twice_it_leads_to_the_same_page_and_so_does_the_back_button(asked: Asked) -> None:
    code = {"code": last_code()}
    assert {asked.browser.post(asked.page, code)["Location"] for _ in range(3)} == {asked.then}
    assert asked.browser.get(asked.page)["Location"] == asked.then
    assert ContactChallenge.objects.count() == 1


def test_replayed_by_somebody_else_it_proves_nothing(asked: Asked) -> None:
    code = {"code": last_code()}
    asked.browser.post(asked.page, code)
    thief = Visitor()
    assert thief.post(asked.page, code)["Location"] in {FORM, BEFORE_A_TIME}
    thief.hold("2026-11-24T09:00:00Z@mairie-centrale")
    assert thief.confirm(telephone="06 98 76 54 32")["Location"] == BEFORE_THE_RDV
    assert not Rdv.objects.exists()


def test_next_door_the_page_does_not_exist(pas_de_calais: Tenant, asked: Asked) -> None:
    there = Visitor("pas-de-calais.rdv.localhost")
    assert there.get(asked.page).status_code == 404
    assert there.post(asked.page, {"code": "123456"}).status_code == 404


def test_once_booked_the_page_of_the_code_leads_to_the_rdv(office: Office, browser: Visitor) -> None:
    office.motif.under_pressure = True
    office.motif.save()
    browser.hold()
    browser.confirm()
    browser.post(BEFORE_THE_RDV, {"code": last_code()})
    booked = browser.confirm()["Location"]
    assert browser.get(BEFORE_THE_RDV, follow=True).redirect_chain[-1][0] == booked
