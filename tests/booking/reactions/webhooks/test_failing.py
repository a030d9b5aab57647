"""A program that sleeps, fails, is gone: what waits, what is tried again, and when nothing is sent any more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from booking.commands import settle_webhook
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.change_webhook import resume_webhook
from booking.models import Participation
from booking.reactions import webhook_call
from foundation import clock
from foundation.actors import Actor
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import bodies
from tests.booking.reactions.webhooks.telling import Told, book_at, sequences
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)
type Book = Callable[..., Participation]
MINUTE = timedelta(minutes=1)


def test_after_three_failures_it_arrives_under_the_same_id(
    told: Told, book: Book, monday: time_machine.Traveller
) -> None:
    told.consumer.set_faults(error_500=2, cut=1)
    book()
    waits = [timedelta(seconds=10), MINUTE, 5 * MINUTE]
    for number, wait in enumerate(waits, 1):
        assert len(told.work()) == number
        assert told.posts()[0].attempts == number
        monday.shift(wait - timedelta(seconds=2))
        assert len(told.work()) == number
        monday.shift(timedelta(seconds=3))
    calls = told.work()
    assert len({call["id"] for call in calls}) == 1
    assert len({call["timestamp"] for call in calls}) == 4
    assert [call["signed_by"] for call in calls] == [[0]] * 4
    assert told.states() == ["done"]
    assert (told.endpoint.failing_since, told.endpoint.failures, told.endpoint.retry_at) == (None, 0, None)


def test_a_program_that_sleeps_is_left_and_called_again(
    told: Told, book: Book, monday: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_call, "TIMEOUT_S", 0.3)
    told.consumer.set_faults(hang=1)
    book()
    told.work()
    assert (told.posts()[0].last_status, told.states()) == ("timeout", ["pending"])
    told.consumer.release()
    monday.shift(11)
    assert [call["id"] for call in told.work()] == [str(told.posts()[0].pk)] * 2
    assert told.states() == ["done"]


def test_a_later_event_of_an_rdv_waits_for_the_earlier_one(
    told: Told, book: Book, admin: Actor, monday: time_machine.Traveller
) -> None:
    told.consumer.set_faults(error_503=1)
    participation = book()
    told.work()
    cancel_by_service(participation.rdv, by=admin, now=clock.now())
    monday.shift(5)
    assert len(told.work()) == 1
    monday.shift(6)
    assert sequences(told.work()) == [("rdv.booked", 1), ("rdv.booked", 1), ("rdv.cancelled", 2)]


def test_while_it_fails_one_try_at_a_time(
    told: Told, book: Book, office: Office, monday: time_machine.Traveller
) -> None:
    told.consumer.set_faults("error-500")
    for rank in range(4):
        book_at(office, NINE + rank * timedelta(minutes=30))
    assert len(told.work()) == 1
    told.consumer.set_faults()
    monday.shift(11)
    assert len(told.work()) == 5
    assert told.states() == ["done"] * 4


def test_an_address_that_is_gone_is_left_at_once_and_administrators_are_told(
    told: Told, book: Book, mailbox: Mailbox
) -> None:
    told.consumer.set_faults("gone")
    book()
    assert len(told.work()) == 1
    assert (told.endpoint.is_active, told.endpoint.stopped_for, told.states()) == (False, "gone", ["dead"])
    (letter,) = (each for each in mailbox.messages() if each["to"] == "chef@arras.example")
    assert letter["subject"] == "Webhook arrêté\u00a0: Logiciel d’accueil"
    for body in bodies(letter):
        assert f"/agent/parametres/webhooks/{told.endpoint_id}/" in body
        assert "l’adresse n’existe plus" in body
        assert told.consumer.url not in body


def test_after_three_days_nothing_is_sent_any_more(
    told: Told, book: Book, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    told.consumer.set_faults("error-500")
    book()
    for _ in range(14):
        told.work()
        monday.shift(6 * 60 * MINUTE)
    endpoint = told.endpoint
    assert (endpoint.is_active, endpoint.stopped_for, told.states()) == (False, "failing", ["dead"])
    assert endpoint.disabled_at is not None
    assert endpoint.failures < 12
    assert len([each for each in mailbox.messages() if "Webhook" in each.get("subject", "")]) == 1


def test_fifty_failures_in_a_row_stop_it(
    told: Told, book: Book, monkeypatch: pytest.MonkeyPatch, monday: time_machine.Traveller
) -> None:
    monkeypatch.setattr(settle_webhook, "MOST_FAILURES", 3)
    told.consumer.set_faults("redirect")
    book()
    for _ in range(3):
        told.work()
        monday.shift(6 * MINUTE)
    assert len(told.consumer.calls()) == 3
    assert told.posts()[0].last_status == "redirect"
    assert told.endpoint.stopped_for == "failing"


def test_what_happens_while_it_is_stopped_is_kept_for_later(told: Told, book: Book, admin: Actor) -> None:
    told.consumer.set_faults("gone")
    participation = book()
    told.work()
    cancel_by_service(participation.rdv, by=admin, now=clock.now())
    assert len(told.work()) == 1
    assert [(post.sequence, post.state) for post in told.posts()] == [(1, "dead"), (2, "dead")]
    told.consumer.set_faults()
    resume_webhook(told.endpoint_id, by=admin)
    book()
    assert sequences(told.work())[1:] == [("rdv.booked", 1)]


def test_one_post_that_never_passes_holds_no_other(
    told: Told, book: Book, office: Office, monday: time_machine.Traveller
) -> None:
    """The program refuses this one, and takes the others."""
    told.consumer.set_faults("error-500")
    book()
    for _ in range(5):
        told.work()
        monday.shift(31 * MINUTE)
    told.consumer.set_faults()
    book_at(office, NINE + timedelta(hours=2))
    told.work()
    assert told.states() == ["pending", "done"]
