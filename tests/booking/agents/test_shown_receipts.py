"""What was told about an rdv, on its page."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.agents.shown_receipts import proofs
from booking.commands.erase_receipts import KEPT, erase_receipts
from booking.models import Rdv, Receipt
from booking.queries.agent_rdvs import zone_of
from booking.vocabulary import MessageKind, ReceiptState
from foundation import clock
from foundation.courier.channels import Channel
from tests.booking.agents.conftest import Browser, booked, text
from tests.booking.commands.conftest import NOW, Office


def make_receipt(rdv: Rdv, number: int = 1, **changes: Any) -> Receipt:
    values: dict[str, Any] = {
        "key": f"receipt {number}",
        "kind": MessageKind.RDV_BOOKED,
        "channel": Channel.SMS,
        "rdv": rdv,
        "usager": rdv.participations.get().usager,
        "contact": "+33612345678",
        "state": ReceiptState.SENT,
        "created_at": NOW,
        "sent_at": NOW,
    }
    return Receipt.objects.create(**values | changes)


def page_of(agent: Browser, rdv: Rdv) -> str:
    return text(agent.get(f"/agent/rdv/{rdv.pk}/"))


def test_each_message_is_a_line_with_its_address_masked(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    make_receipt(rdv)
    page = page_of(agent, rdv)
    for told in (
        "Confirmation par SMS",
        "Zoé Martin, 06 •• •• 56 78",
        "lundi 23 novembre 2026 à 8 h",
        "Envoyé",
    ):
        assert told in page


def test_what_did_not_leave_says_why(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    make_receipt(rdv, 1, state=ReceiptState.DROPPED, reason="budget-epuise")
    make_receipt(rdv, 2, state=ReceiptState.FAILED, reason="transporteur-sms-400")
    page = page_of(agent, rdv)
    assert "Abandonné : le budget du mois est épuisé" in page
    assert "Échec : refus du transporteur, code sms-400" in page


def test_a_channel_that_somebody_does_not_have_is_no_news(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    make_receipt(rdv, state=ReceiptState.DROPPED, reason="pas-de-contact", contact="")
    assert "Abandonné" not in page_of(agent, rdv)


def test_ten_messages_cost_no_more_queries_than_one(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    make_receipt(rdv)
    counts = []
    for number in (2, 12):
        for each in range(number, number + 9):
            make_receipt(rdv, each + 100 * number)
        page_of(agent, rdv)
        with CaptureQueriesContext(connection) as captured:
            page_of(agent, rdv)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_after_six_months_nobody_is_named_and_the_counts_stay(office: Office) -> None:
    rdv, now = booked(office), clock.now()
    make_receipt(rdv, 1, created_at=now - KEPT, text="Je viens")
    old = make_receipt(rdv, 2, created_at=now - KEPT - (clock.now() - NOW), text="Je viens", parts=2)
    fresh = make_receipt(rdv, 3)
    erase_receipts(now=now)
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.contact, old.text, old.usager, old.parts, old.state) == ("", "", None, 2, ReceiptState.SENT)
    assert (fresh.contact, fresh.usager) == ("+33612345678", rdv.participations.get().usager)


def test_who_was_named_without_an_address_is_forgotten_too(office: Office) -> None:
    rdv = booked(office)
    receipt = make_receipt(rdv, contact="", state=ReceiptState.DROPPED, reason="pas-de-contact")
    erase_receipts(now=NOW + 2 * KEPT)
    receipt.refresh_from_db()
    assert receipt.usager is None


def test_after_six_months_the_page_and_the_proof_say_an_usager(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    make_receipt(rdv)
    erase_receipts(now=NOW + 2 * KEPT)
    assert "Un usager" in page_of(agent, rdv)
    (proof,) = proofs(Receipt.objects.filter(rdv=rdv), zone_of(rdv))
    assert proof.to == "Un usager"


def test_what_nobody_sent_in_time_is_dropped_by_the_night(office: Office) -> None:
    rdv = booked(office)
    waiting = make_receipt(rdv, state=ReceiptState.QUEUED)
    erase_receipts(now=rdv.starts_at)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == (ReceiptState.DROPPED, "trop-tard")


def test_the_night_takes_two_statements_whatever_there_is(office: Office) -> None:
    rdv = booked(office)
    for number in range(5):
        make_receipt(rdv, number)
    with CaptureQueriesContext(connection) as captured:
        erase_receipts(now=clock.now())
    assert len(captured) == 2
