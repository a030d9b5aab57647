"""« Je viens », on the page behind the link."""

from datetime import timedelta
from typing import Any

import pytest

from booking.commands.cancel_rdv import cancel_by_service
from booking.models import Participation, Usager
from foundation.actors import Actor, ActorKind
from tenants.models import Tenant
from tests.booking.citizens.conftest import FORM, HOST, NOW, SLOTS, Office, Visitor, text
from tests.booking.commands.conftest import Office as Desk
from tests.booking.commands.test_no_shows import RULE, missed
from tests.makers.sessions import identify

HOUR = timedelta(hours=1)


@pytest.fixture
def address(office: Office, browser: Visitor, clock: Any) -> str:
    """The page of an rdv booked an hour ago, for tomorrow."""
    address = browser.book()
    clock.move_to(NOW + HOUR)
    return address


def test_who_has_just_booked_is_not_asked(office: Office, browser: Visitor) -> None:
    assert "Je viens" not in text(browser.get(browser.book()))


def test_the_page_asks_and_one_button_answers(address: str, browser: Visitor) -> None:
    page = browser.get(address)
    assert "Je viens" in text(page)
    assert "Je ne peux pas venir" in text(page)
    assert page["Referrer-Policy"] == "same-origin"
    answer = browser.post(f"{address}presence/")
    assert (answer.status_code, answer["Location"]) == (303, f"{address}#presence")
    said = browser.get(address)
    assert "Vous avez confirmé votre venue." in text(said)
    assert "Je viens" not in text(said)
    assert Participation.objects.get().confirmed_at == NOW + HOUR


def test_a_double_click_confirms_once(address: str, browser: Visitor, clock: Any) -> None:
    first = browser.post(f"{address}presence/")
    clock.move_to(NOW + 2 * HOUR)
    assert browser.post(f"{address}presence/")["Location"] == first["Location"]
    assert Participation.objects.get().confirmed_at == NOW + HOUR


def test_another_administration_knows_no_such_rdv(
    pas_de_calais: Tenant, address: str, browser: Visitor
) -> None:
    elsewhere = Visitor(host="pas-de-calais.rdv.localhost")
    assert elsewhere.post(f"{address}presence/").status_code == 404
    assert elsewhere.get(f"{address}presence/")["Location"] == address
    assert "Je viens" in text(browser.get(address))


def test_a_link_followed_by_a_machine_changes_nothing(address: str, browser: Visitor) -> None:
    assert browser.get(f"{address}presence/")["Location"] == address
    assert Participation.objects.get().confirmed_at is None


def test_nobody_confirms_what_is_cancelled(address: str, browser: Visitor) -> None:
    participation = Participation.objects.select_related("rdv").get()
    cancel_by_service(participation.rdv, by=Actor(ActorKind.AGENT, name="Amina Benali"), now=NOW)
    assert "Je viens" not in text(browser.get(address))
    assert browser.post(f"{address}presence/").status_code == 409


def test_a_motif_without_reminder_nor_question_asks_nothing(
    address: str, office: Office, browser: Visitor
) -> None:
    office.motif.reminders = []
    office.motif.save()
    assert "Je viens" not in text(browser.get(address))


def test_an_unknown_link_is_not_found(office: Office, browser: Visitor) -> None:
    assert browser.post("/r/nulle-part/presence/").status_code == 404


def test_who_missed_rdvs_is_led_to_a_code_and_then_books(office: Office, browser: Visitor) -> None:
    office.motif.presence = RULE
    office.motif.save()
    zoe = Usager.objects.create(first_name="Zoé", last_name="Martin", phone="+33612345678", created_at=NOW)
    missed(Desk(office.agent, office.agent.agenda, office.lieu, office.motif), zoe, 3, 30)
    browser.hold()
    refused = browser.confirm()
    assert refused.status_code == 409
    assert "Confirmez d’abord que c’est vous" in text(refused)
    assert 'href="/identification/?suite=%2Frdv%2Fpasseport%2Fcoordonnees%2F"' in refused.content.decode()
    known = Visitor()
    identify(known, zoe.pk, host=HOST)
    known.post(SLOTS, {"creneau": "2026-11-24T08:30:00Z@mairie-centrale"})
    answer = known.confirm()
    assert answer.status_code == 303
    assert answer["Location"] != FORM
