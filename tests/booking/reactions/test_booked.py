from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from booking.commands.cancel_rdv import cancel_by_usager
from booking.events import RdvBooked
from booking.models import Participation, Receipt
from booking.queries.short_links import short_link
from booking.reactions.notify import email_booked
from booking.vocabulary import ReceiptState
from foundation import clock
from foundation.actors import VISITOR, ActorKind
from foundation.courier.channels import Channel
from foundation.courier.gsm import Size, measure
from foundation.outbox.wiring import Envelope
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import (
    ZOE,
    bodies,
    calendar_in,
    deliveries,
    kinds,
    link_of,
    only,
    public_rows,
    relay_all,
)
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]


def test_a_booking_sends_one_email_and_one_sms_with_the_link(book: Book, mailbox: Mailbox) -> None:
    participation = book()
    relay_all()
    email, sms = only(mailbox, "email"), only(mailbox, "sms")
    assert (email["to"], sms["to"]) == ("zoe@exemple.fr", "+33612345678")
    assert all(link_of(participation) in body for body in bodies(email))
    assert sms["links"] == [short_link(participation)]


def test_the_email_tells_who_what_when_where_and_what_to_do(book: Book, mailbox: Mailbox) -> None:
    book()
    relay_all()
    email = only(mailbox, "email")
    assert email["subject"] == "Rendez-vous confirmé\u00a0: mardi 24 novembre à 9\u00a0h"
    facts = [
        "Ville d’Arras", "Zoé Martin", "Passeport", "ardi 24 novembre 2026", "9\u00a0h", "30\u00a0minutes",
        "Hôtel de ville", "1 place des Héros, 62000 Arras", "Entrée par la cour",
        "Une photo d’identité", "Annulez avant le mardi 24 novembre à 5\u00a0h", "03\u00a021\u00a050\u00a050\u00a050",
    ]  # fmt: skip
    for body in bodies(email):
        assert [fact for fact in facts if fact not in body] == []


def test_the_email_comes_from_the_administration_and_asks_for_no_automatic_answer(
    book: Book, mailbox: Mailbox
) -> None:
    book()
    relay_all()
    email = only(mailbox, "email")
    assert email["sender"].startswith("Ville d’Arras <")
    assert email["headers"]["Auto-Submitted"] == "auto-generated"


def test_the_sms_is_one_part_signed_by_the_administration(book: Book, mailbox: Mailbox) -> None:
    participation = book()
    relay_all()
    sms = only(mailbox, "sms")
    assert sms["text"] == (
        "Mairie d'Arras : RDV passeport mardi 24/11 à 9h, Hotel de ville. "
        f"Pièces et annulation : {short_link(participation)}"
    )
    assert sms["sender"] == "MairieArras"
    assert measure(sms["text"]) == Size("GSM-7", len(sms["text"]), 1)


def test_the_calendar_file_carries_the_rdv(book: Book, mailbox: Mailbox) -> None:
    participation = book()
    relay_all()
    email = only(mailbox, "email")
    assert [(piece["name"], piece["mimetype"]) for piece in email["attachments"]] == [
        ("rendez-vous.ics", "text/calendar")
    ]
    calendar = calendar_in(mailbox, email)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert event["UID"] == str(participation.rdv_id)
    assert event["DTSTART"].dt == NINE
    assert link_of(participation) in event["DESCRIPTION"]


def test_the_relay_run_twice_sends_once(book: Book, mailbox: Mailbox) -> None:
    book()
    relay_all()
    relay_all()
    assert len(mailbox.messages()) == 2


def test_a_reaction_told_the_same_message_twice_writes_once(book: Book, mailbox: Mailbox) -> None:
    """A relay that died between the sending and the mark comes back with the same envelope."""
    participation = book()
    message_id = uuid4()
    event = RdvBooked(rdv_id=participation.rdv_id, by=ActorKind.USAGER)
    for attempt in (1, 2):
        email_booked(event, Envelope(message_id, 12, clock.now(), attempt))
    assert kinds(mailbox) == ["email"]


def test_an_rdv_cancelled_before_the_relay_runs_is_never_confirmed(book: Book, mailbox: Mailbox) -> None:
    participation = book()
    cancel_by_usager(participation, by=VISITOR, now=clock.now())
    relay_all()
    assert [letter["subject"].partition("\u00a0")[0] for letter in mailbox.messages()] == [
        "Rendez-vous annulé"
    ]


def test_nothing_leaves_once_the_rdv_has_begun(
    book: Book, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    book()
    monday.move_to(NINE)
    relay_all()
    assert mailbox.messages() == []
    assert set(deliveries().values()) == {("done", 1)}
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("phone", ["", "+33321505050"])
def test_without_a_mobile_only_the_email_leaves(book: Book, mailbox: Mailbox, phone: str) -> None:
    book(replace(ZOE, phone=phone))
    relay_all()
    assert kinds(mailbox) == ["email"]


def test_without_an_address_only_the_sms_leaves(book: Book, mailbox: Mailbox) -> None:
    book(replace(ZOE, email=""))
    relay_all()
    assert kinds(mailbox) == ["sms"]


def test_a_busy_gateway_is_tried_again_without_a_second_email(
    book: Book, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    book(replace(ZOE, phone="+33600000503"))
    relay_all()
    monday.shift(timedelta(minutes=5))
    relay_all()
    assert (deliveries()["booking.email"], deliveries()["booking.sms"]) == (("done", 1), ("pending", 2))
    assert kinds(mailbox) == ["email"]


def test_an_address_refused_for_good_is_given_up_and_the_sms_leaves(book: Book, mailbox: Mailbox) -> None:
    book(replace(ZOE, email="zoe@inconnu.invalid"))
    relay_all()
    assert kinds(mailbox) == ["sms"]
    refused = Receipt.objects.get(channel=Channel.EMAIL)
    assert (refused.state, refused.reason) == (ReceiptState.FAILED, "transporteur-email-550")


def test_times_are_told_in_the_zone_of_the_organisation(book: Book, mailbox: Mailbox, office: Office) -> None:
    book()
    office.motif.organisation.time_zone = "Indian/Reunion"
    office.motif.organisation.save()
    relay_all()
    email, sms = only(mailbox, "email"), only(mailbox, "sms")
    assert "mardi 24 novembre à 12\u00a0h" in email["subject"]
    assert all("heure locale" in body for body in bodies(email))
    assert "mardi 24/11 à 12h," in sms["text"]
    (event,) = calendar_in(mailbox, email).walk("VEVENT")
    assert event["DTSTART"].dt == NINE


def test_too_close_to_cancel_online_the_letter_says_to_call(
    book: Book, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    monday.move_to(NINE - timedelta(hours=3))
    book()
    relay_all()
    for body in bodies(only(mailbox, "email")):
        assert "trop tard pour annuler en ligne" in body
        assert "Annulez avant" not in body
    assert ". Pièces\u0020: http" in only(mailbox, "sms")["text"]


def test_nothing_about_the_person_enters_the_public_tables(book: Book, mailbox: Mailbox) -> None:
    participation = book(replace(ZOE, email="zoe@inconnu.invalid"))
    relay_all()
    written = str(public_rows()).lower()
    assert str(participation.rdv_id) in written
    secrets = ["zoé", "martin", "inconnu.invalid", "612345678", "passeport", participation.link_token.lower()]
    assert [secret for secret in secrets if secret in written] == []
