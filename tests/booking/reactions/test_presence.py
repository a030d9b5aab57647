"""Presence to confirm: asked, asked a last time, and the time given back only to who was really told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.confirm_presence import confirm_presence
from booking.commands.release_unconfirmed import release_unconfirmed
from booking.commands.usagers import Identity
from booking.models import Occupation, Participation, Receipt
from booking.queries.presence import to_call
from booking.vocabulary import RdvStatus
from foundation import clock
from foundation.actors import VISITOR
from foundation.courier.gsm import measure
from foundation.due.run import run_due
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import ZOE, bodies, kinds, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# A Thursday, eleven o'clock in Paris.
THEN = datetime(2026, 12, 10, 10, 0, tzinfo=UTC)
ASKED, LAST, DEADLINE = THEN - 4 * DAY, THEN - 3 * DAY, THEN - 2 * DAY
NO_CONTACT = Identity(first_name="Ada", last_name="Roy", phone="+33321505050")


@pytest.fixture
def office(office: Office) -> Office:
    office.motif.presence = {"confirm_before_s": 4 * 86_400, "unconfirmed": "release"}
    office.motif.reminders = []
    office.motif.save()
    return office


@pytest.fixture
def booked(office: Office, mailbox: Mailbox) -> Participation:
    return _book(office, mailbox, ZOE)


def _book(office: Office, mailbox: Mailbox, identity: Identity) -> Participation:
    participation = book_rdv(office.wanted(THEN), identity=identity, by=VISITOR, now=clock.now())
    relay_all()
    mailbox.empty()
    return participation


@pytest.fixture
def at(monday: Any) -> Callable[[datetime], None]:
    def go(moment: datetime) -> None:
        monday.move_to(moment)
        while run_due(clock.now()):
            pass
        relay_all()

    return go


def status(participation: Participation) -> str:
    participation.refresh_from_db()
    return participation.status


def test_silence_after_a_last_notice_gives_the_time_back(
    booked: Participation, at: Any, mailbox: Mailbox
) -> None:
    at(ASKED)
    assert kinds(mailbox) == ["email", "sms"]
    text, _ = bodies(only(mailbox, "email"))
    assert "Sans réponse" in text
    mailbox.empty()
    at(LAST)
    assert kinds(mailbox) == ["email", "sms"]
    sms = only(mailbox, "sms")["text"]
    assert "Sans réponse, il sera annulé." in sms
    assert sms.endswith(" ou 03 21 50 50 50")
    assert measure(sms).parts <= 2
    mailbox.empty()
    at(DEADLINE)
    assert status(booked) == RdvStatus.CANCELLED_BY_SERVICE
    assert not Occupation.objects.filter(rdv=booked.rdv_id).exists()
    said = only(mailbox, "sms")["text"]
    assert "sans réponse de votre part" in said
    assert to_call(clock.now()) == []


def test_who_says_they_come_hears_no_more_of_it(booked: Participation, at: Any, mailbox: Mailbox) -> None:
    at(ASKED)
    confirm_presence(booked, by=VISITOR, now=clock.now())
    mailbox.empty()
    for moment in (LAST, DEADLINE, THEN - DAY):
        at(moment)
    assert kinds(mailbox) == []
    assert status(booked) == RdvStatus.SCHEDULED


def test_whom_no_message_reached_is_called_instead(office: Office, at: Any, mailbox: Mailbox) -> None:
    """A landline, and nothing else."""
    ada = _book(office, mailbox, NO_CONTACT)
    for moment in (ASKED, LAST, DEADLINE):
        at(moment)
    assert status(ada) == RdvStatus.SCHEDULED
    assert [each.pk for each in to_call(clock.now())] == [ada.pk]
    assert {each.reason for each in Receipt.objects.filter(kind="presence_asked")} == {"pas-de-contact"}


def test_a_notice_that_bounced_gives_nothing_back(booked: Participation, at: Any) -> None:
    at(ASKED)
    at(LAST)
    Receipt.objects.filter(kind="presence_asked").update(state="failed")
    at(DEADLINE)
    assert status(booked) == RdvStatus.SCHEDULED
    assert [each.pk for each in to_call(clock.now())] == [booked.pk]


def test_nothing_is_given_back_less_than_a_day_before(booked: Participation, at: Any) -> None:
    at(ASKED)
    at(LAST)
    late = THEN - DAY + HOUR
    at(late)
    assert status(booked) == RdvStatus.SCHEDULED
    assert not release_unconfirmed(booked.pk, now=late)
    assert to_call(late) != []


def test_a_motif_that_asks_no_more_gives_nothing_back(
    booked: Participation, office: Office, at: Any, mailbox: Mailbox
) -> None:
    at(ASKED)
    at(LAST)
    office.motif.presence = {"confirm_before_s": 4 * 86_400, "unconfirmed": "call"}
    office.motif.save()
    at(DEADLINE)
    assert status(booked) == RdvStatus.SCHEDULED
    assert [each.pk for each in to_call(clock.now())] == [booked.pk]


def test_who_books_after_the_question_is_neither_asked_nor_called(
    office: Office, at: Any, mailbox: Mailbox, monday: Any
) -> None:
    monday.move_to(ASKED + HOUR)
    _book(office, mailbox, ZOE)
    for moment in (LAST, DEADLINE, THEN - DAY):
        at(moment)
    assert kinds(mailbox) == []
    assert to_call(clock.now()) == []
