"""Who has neither telephone nor e-mail is written to on paper."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from booking.models import Participation, Rdv, Receipt
from booking.queries.paper_letter import paper_letter, was_moved
from booking.vocabulary import MessageKind, ReceiptState
from foundation import clock
from foundation.courier.channels import Channel
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, booked, text
from tests.booking.commands.conftest import NINE, ZOE, Office

NOBODY_S = replace(ZOE, phone="", email="")


@pytest.fixture
def rdv(office: Office) -> Rdv:
    return booked(office, identity=NOBODY_S)


def person(rdv: Rdv) -> Participation:
    return rdv.participations.get()


def ask(browser: Browser, rdv: Rdv, **typed: Any) -> Any:
    return browser.post(f"/agent/rdv/{rdv.pk}/courrier.pdf", personne=person(rdv).pk, **typed)


def test_the_page_says_to_print_it(agent: Browser, rdv: Rdv) -> None:
    page = text(agent.get(f"/agent/rdv/{rdv.pk}/"))
    assert "Zoé Martin ne reçoit ni SMS ni e-mail : imprimez son courrier." in page


def test_who_has_a_mobile_needs_none(agent: Browser, office: Office) -> None:
    assert "imprimez son courrier" not in text(agent.get(f"/agent/rdv/{booked(office).pk}/"))


def test_it_is_a_tagged_pdf_that_no_cache_keeps(agent: Browser, rdv: Rdv) -> None:
    answer = ask(agent, rdv, **{"adresse-1": "3 rue des Trois-Visages\n62000 Arras"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF-")
    assert all(mark in answer.content for mark in (b"/StructTreeRoot", b"pdfuaid"))


def test_printed_twice_it_is_one_message_and_the_address_is_not_kept(
    agent: Browser, rdv: Rdv, office: Office
) -> None:
    for _ in range(2):
        ask(agent, rdv, **{"adresse-1": "3 rue des Trois-Visages"})
    receipt = Receipt.objects.get()
    assert (receipt.channel, receipt.state, receipt.kind) == (
        Channel.LETTER,
        ReceiptState.SENT,
        MessageKind.RDV_BOOKED,
    )
    assert (receipt.agent_id, receipt.contact, receipt.text) == (office.agent.pk, "", "")
    assert f"Imprimé par {office.agent}" in text(agent.get(f"/agent/rdv/{rdv.pk}/"))


def test_it_says_moved_to_whom_another_time_was_told_and_to_nobody_else(rdv: Rdv) -> None:
    whole = Participation.objects.select_related("rdv")
    # Raised by a change of person as by a move.
    Rdv.objects.update(sequence=1)
    assert not was_moved(whole.get(rdv=rdv))
    told = {"rdv": rdv, "usager": person(rdv).usager, "channel": Channel.SMS}
    Receipt.objects.create(key="1", kind=MessageKind.RDV_MOVED, created_at=clock.now(), **told)
    assert was_moved(whole.get(rdv=rdv))
    # Cancelled, then taken back.
    later = clock.now() + timedelta(minutes=1)
    Receipt.objects.create(key="2", kind=MessageKind.RDV_BOOKED, created_at=later, **told)
    assert not was_moved(whole.get(rdv=rdv))


def test_what_people_typed_is_no_markup(office: Office, rdv: Rdv) -> None:
    """Characters that the typesetter would read, in every place."""
    odd = '#panic("x") *gras* $x$ <a> `c` \\ "'
    office.motif.name = office.motif.to_bring = office.motif.instructions = odd
    office.motif.save()
    office.lieu.name = office.lieu.access = odd
    office.lieu.save()
    whole = Participation.objects.select_related("usager", "rdv__motif", "rdv__lieu", "rdv__organisation")
    pdf = paper_letter(whole.get(rdv=rdv), address=[odd] * 9, now=clock.now())
    assert pdf.startswith(b"%PDF-")


def test_once_begun_nothing_is_printed(agent: Browser, rdv: Rdv, office: Office) -> None:
    with time_machine.travel(NINE, tick=False):
        agent.sign_in(office.agent)
        assert ask(agent, rdv).status_code == 409
        assert "imprimez son courrier" not in text(agent.get(f"/agent/rdv/{rdv.pk}/"))
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("who", ["", "0", "8a4b1c1e-0000-4000-8000-000000000000"])
def test_a_letter_to_nobody_is_an_unknown_page(agent: Browser, rdv: Rdv, who: str) -> None:
    assert agent.post(f"/agent/rdv/{rdv.pk}/courrier.pdf", personne=who).status_code == 404


def test_another_administration_prints_nothing_of_it(pas_de_calais: object, rdv: Rdv) -> None:
    answer = ask(Browser(PAS_DE_CALAIS), rdv)
    assert answer.status_code != 200
    assert not Receipt.objects.exists()
