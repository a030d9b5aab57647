from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.models import Participation
from booking.queries.short_links import short_motif
from booking.vocabulary import BookableBy
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.courier.gsm import measure
from foundation.tenancy import current
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import bodies, calendar_in, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]

AGENT = Actor(ActorKind.AGENT, id=uuid4(), name="Amina Benali")


@pytest.fixture
def booked(book: Book, mailbox: Mailbox) -> Participation:
    """Its confirmation is already read and thrown away."""
    participation = book()
    relay_all()
    mailbox.empty()
    return participation


def test_who_cancels_gets_an_email_and_no_sms(booked: Participation, mailbox: Mailbox) -> None:
    cancel_by_usager(booked, by=VISITOR, now=clock.now())
    relay_all()
    (letter,) = mailbox.messages()
    assert letter["subject"] == "Rendez-vous annulé\u00a0: mardi 24 novembre à 9\u00a0h"
    for body in bodies(letter):
        assert "Vous avez annulé ce rendez-vous" in body
        assert "Vous n’êtes pas à l’origine de cette annulation" in body


def test_who_is_cancelled_by_an_agent_gets_both(
    booked: Participation, mailbox: Mailbox, office: Office
) -> None:
    cancel_by_service(booked.rdv, by=AGENT, now=clock.now())
    relay_all()
    email, sms = only(mailbox, "email"), only(mailbox, "sms")
    again = current().url(f"/rdv/{office.motif.slug}/")
    for body in bodies(email):
        assert "Le service a dû annuler ce rendez-vous" in body
        assert "Vous n’avez pas à vous déplacer" in body
        assert again in body
    assert sms["text"] == (
        "Mairie d'Arras : votre RDV passeport du mardi 24/11 à 9h, Hotel de ville, est annulé. "
        f"Nouveau RDV : {short_motif(office.motif)}"
    )
    assert measure(sms["text"]).parts == 1


def test_the_calendar_file_takes_the_rdv_away(booked: Participation, mailbox: Mailbox) -> None:
    cancel_by_usager(booked, by=VISITOR, now=clock.now())
    relay_all()
    calendar = calendar_in(mailbox, only(mailbox, "email"))
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "CANCEL"
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["UID"] == str(booked.rdv_id)


def test_a_motif_that_only_agents_book_is_booked_again_by_telephone(
    booked: Participation, mailbox: Mailbox, office: Office
) -> None:
    office.motif.bookable_by = BookableBy.AGENTS
    office.motif.save()
    cancel_by_service(booked.rdv, by=AGENT, now=clock.now())
    relay_all()
    email, sms = only(mailbox, "email"), only(mailbox, "sms")
    assert sms["text"].endswith("Nouveau RDV : 03 21 50 50 50")
    for body in bodies(email):
        assert "Pour un nouveau rendez-vous, téléphonez au" in body
        assert "/rdv/" not in body


def test_an_rdv_cancelled_after_its_start_is_told_to_nobody(
    booked: Participation, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    monday.move_to(NINE + timedelta(minutes=5))
    cancel_by_service(booked.rdv, by=AGENT, now=clock.now())
    relay_all()
    assert mailbox.messages() == []


def test_an_rdv_cancelled_twice_is_told_once(booked: Participation, mailbox: Mailbox) -> None:
    for _ in range(2):
        cancel_by_service(booked.rdv, by=AGENT, now=clock.now())
    relay_all()
    assert len(mailbox.messages()) == 2
