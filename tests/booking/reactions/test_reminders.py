"""Reminders: due, announced, sent once, and nothing for what is no longer to come."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.usagers import Identity
from booking.models import Participation, Receipt
from booking.vocabulary import ReceiptState
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.courier.channels import Channel
from foundation.due.models import DueRow
from foundation.due.run import run_due
from foundation.tenancy import in_public
from tests.booking.commands.conftest import NOW, Office
from tests.booking.reactions.letterbox import ZOE, bodies, kinds, link_of, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DESK = Actor(ActorKind.AGENT, name="Amina Benali")
# Monday 7 December, ten o'clock in Paris.
THEN = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
TWO_DAYS_BEFORE = THEN - 2 * DAY
LEO = Identity(first_name="Léo", last_name="Martin", phone=ZOE.phone)
DEFAULT = f"{2 * 86_400}"

type Book = Callable[..., Participation]


@pytest.fixture
def book(office: Office, mailbox: Mailbox) -> Book:
    def book(identity: Identity = ZOE, starts_at: datetime = THEN) -> Participation:
        booked = book_rdv(office.wanted(starts_at), identity=identity, by=VISITOR, now=clock.now())
        relay_all()
        mailbox.empty()
        return booked

    return book


@pytest.fixture
def at(monday: Any) -> Callable[[datetime], None]:
    """The clock goes there, and what is due runs."""

    def go(moment: datetime) -> None:
        monday.move_to(moment)
        while run_due(clock.now()):
            pass
        relay_all()

    return go


def receipts(kind: str = "rdv_reminder") -> list[tuple[str, str, str]]:
    rows = Receipt.objects.filter(kind=kind).order_by("channel", "key")
    return [(each.channel, each.state, each.reason) for each in rows]


def test_a_reminder_leaves_once_by_each_of_its_channels(book: Book, at: Any, mailbox: Mailbox) -> None:
    participation = book()
    at(TWO_DAYS_BEFORE - HOUR)
    assert kinds(mailbox) == []
    for hours in range(3):
        at(TWO_DAYS_BEFORE + hours * HOUR)
    assert kinds(mailbox) == ["email", "sms"]
    text, _ = bodies(only(mailbox, "email"))
    for said in ("Hôtel de ville", "Une photo d’identité", link_of(participation)):
        assert said in text
    for button in ('#presence"', 'annuler/"', "Je viens", "Je ne peux pas venir"):
        assert button in bodies(only(mailbox, "email"))[1]
    assert "lundi 07/12 à 10h" in only(mailbox, "sms")["text"]


def test_a_row_that_ran_twice_sends_once(book: Book, at: Any, mailbox: Mailbox) -> None:
    participation = book()
    at(TWO_DAYS_BEFORE)
    with in_public():
        DueRow.objects.create(
            tenant_id=1,
            kind="booking.reminder",
            ref=f"{participation.pk}:{DEFAULT}",
            due_at=TWO_DAYS_BEFORE,
        )
    at(TWO_DAYS_BEFORE + HOUR)
    assert kinds(mailbox) == ["email", "sms"]


def test_an_rdv_cancelled_behind_the_row_is_not_reminded_of(book: Book, at: Any, mailbox: Mailbox) -> None:
    participation = book()
    row = DueRow.objects.get(kind="booking.reminder")
    cancel_by_service(participation.rdv, by=DESK, now=NOW)
    relay_all()
    mailbox.empty()
    row.pk = None
    row.save()
    at(TWO_DAYS_BEFORE)
    assert kinds(mailbox) == []
    assert receipts() == []


def test_after_a_long_silence_what_is_too_late_is_dropped_and_told(
    book: Book, at: Any, mailbox: Mailbox
) -> None:
    book()
    at(THEN + HOUR)
    assert kinds(mailbox) == []
    assert receipts() == [
        (Channel.EMAIL, ReceiptState.DROPPED, "trop-tard"),
        (Channel.SMS, ReceiptState.DROPPED, "trop-tard"),
    ]


def test_what_was_late_into_the_night_leaves_in_the_morning(book: Book, at: Any, mailbox: Mailbox) -> None:
    book()
    at(TWO_DAYS_BEFORE + 11 * HOUR)
    assert kinds(mailbox) == []
    at(TWO_DAYS_BEFORE + 21 * HOUR + 59 * HOUR / 60)
    assert kinds(mailbox) == []
    at(TWO_DAYS_BEFORE + 22 * HOUR)
    assert kinds(mailbox) == ["email", "sms"]


def test_who_wants_no_sms_receives_none(book: Book, at: Any, mailbox: Mailbox) -> None:
    participation = book()
    participation.usager.accepts_sms = False
    participation.usager.save()
    at(TWO_DAYS_BEFORE)
    assert kinds(mailbox) == ["email"]


def test_one_sms_for_the_rdvs_of_a_household_on_one_day(book: Book, at: Any, mailbox: Mailbox) -> None:
    first, second = book(), book(LEO, THEN + HOUR)
    third = book(LEO, THEN + DAY)
    at(TWO_DAYS_BEFORE)
    sms = only(mailbox, "sms")["text"]
    assert "à 10h" in sms
    assert "Puis 11h" in sms
    at(TWO_DAYS_BEFORE + HOUR)
    assert kinds(mailbox) == ["email", "sms"]
    told = Receipt.objects.filter(kind="rdv_reminder", channel=Channel.SMS)
    assert {(each.rdv_id, each.state) for each in told} == {
        (first.rdv_id, ReceiptState.SENT),
        (second.rdv_id, ReceiptState.SENT),
    }
    assert sum(each.parts for each in told) == told.get(rdv=first.rdv_id).parts
    assert len({each.carrier_id for each in told}) == 1
    at(TWO_DAYS_BEFORE + DAY)
    assert kinds(mailbox) == ["email", "sms", "sms"]
    assert Receipt.objects.filter(rdv=third.rdv_id, kind="rdv_reminder").exists()


def test_a_household_whose_first_rdv_was_cancelled_is_still_reminded_of_the_second(
    book: Book, at: Any, mailbox: Mailbox, settings: Any
) -> None:
    """The carrier was down when the first was to be told with the second."""
    first, second = book(), book(LEO, THEN + HOUR)
    good, settings.SMS_URL = settings.SMS_URL, "http://127.0.0.1:9/sms"
    at(TWO_DAYS_BEFORE)
    assert "sms" not in kinds(mailbox)
    settings.SMS_URL = good
    cancel_by_service(first.rdv, by=DESK, now=clock.now())
    at(TWO_DAYS_BEFORE + HOUR)
    reminders = [each for each in mailbox.messages() if each["kind"] == "sms" and "rappel" in each["text"]]
    assert len(reminders) == 1
    assert "à 11h" in reminders[0]["text"]
    assert Receipt.objects.get(rdv=second.rdv_id, kind="rdv_reminder", channel="sms").state == "sent"
