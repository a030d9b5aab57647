"""What a made up form does to a booking: nothing, and what was typed stays."""

import pytest

from booking.models import Hold, Rdv
from booking.vocabulary import Modalite
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import (
    FORM,
    ZOE,
    Office,
    Visitor,
    make_office,
    open_mornings,
    text,
    value_of,
)

LONG = "x" * 100_000
COMBINED = "12 rue de l’E\u0301galite\u0301\u0323"
ARABIC = "١٢ شارع الجمهورية\u200f"
NOWHERE = "2026-11-24T13:00:00Z@"


@pytest.mark.parametrize("typed", [{"prenom": LONG}, {"courriel": LONG + "@exemple.fr"}, {"courriel": LONG}])
def test_a_text_without_end_is_refused_and_not_said_again_whole(
    typed: dict[str, str], office: Office, browser: Visitor
) -> None:
    browser.hold()
    refused = browser.confirm(**typed)
    assert refused.status_code == 422
    assert len(refused.content) < 60_000
    assert value_of(refused, "nom") == "Martin"
    assert not Rdv.objects.exists()


@pytest.mark.parametrize("reservation", [LONG, "\0", "", "7", "6cf78c99-12e9-43ce-a21c-ab75436f4131"])
def test_a_made_up_hold_books_nothing_but_ones_own(
    reservation: str, office: Office, browser: Visitor
) -> None:
    browser.hold()
    answer = browser.confirm(reservation=reservation)
    assert answer.status_code in {303, 409}
    assert len(answer.content) < 60_000
    assert Rdv.objects.count() == (answer.status_code == 303)
    assert value_of(browser.get(FORM), "prenom") == ("Zoé" if answer.status_code == 409 else "")


def test_the_time_that_a_neighbour_holds_is_not_booked(office: Office, browser: Visitor) -> None:
    other = Visitor()
    other.hold()
    theirs = str(Hold.objects.get().pk)
    assert browser.confirm(reservation=theirs).status_code == 409
    browser.hold("2026-11-24T09:00:00Z@mairie-centrale")
    assert browser.confirm(reservation=theirs).status_code == 409
    assert not Rdv.objects.exists()
    assert other.confirm(reservation=theirs).status_code == 303


def test_nor_one_held_in_another_administration(
    pas_de_calais: Tenant, office: Office, browser: Visitor
) -> None:
    there = Visitor(host="pas-de-calais.rdv.localhost")
    with in_tenant(pas_de_calais):
        make_office()
        there.hold()
        theirs = str(Hold.objects.get().pk)
    browser.hold()
    assert browser.confirm(reservation=theirs).status_code == 409
    assert not Rdv.objects.exists()


@pytest.mark.parametrize("address", [COMBINED, ARABIC])
def test_an_address_at_home_is_of_any_script(address: str, office: Office, browser: Visitor) -> None:
    office.motif.modalite = Modalite.HOME
    office.motif.save()
    open_mornings(office.agent, None, office.motif, periods=[["14:00", "16:00"]])
    browser.hold(NOWHERE)
    refused = browser.confirm(adresse=address, prenom="")
    assert refused.status_code == 422
    assert value_of(refused, "adresse") == address
    assert browser.confirm(adresse=address).status_code == 303
    assert Rdv.objects.get().address.strip("\u200f")[:5] == address[:5]


def test_back_after_the_confirmation_leads_to_what_was_booked(office: Office, browser: Visitor) -> None:
    link = browser.book()
    assert browser.get(FORM)["Location"] == link
    assert browser.post(FORM, {**ZOE, "prenom": "Autre"})["Location"] == link
    assert Rdv.objects.count() == 1
    assert "Rendez-vous confirmé" in text(browser.get(link))
