"""What could not leave in time: never in somebody's night, never waiting for ever, never twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.models import Organisation, Participation, Rdv, Receipt
from booking.reactions.late import waits_until
from booking.reactions.message import Message
from booking.vocabulary import MessageKind, ReceiptState
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.courier.channels import Channel
from foundation.outbox.claim import BACKOFF, LEASE, MAX_ATTEMPTS
from foundation.outbox.relay import relay_once
from foundation.outbox.turn import Turn, taking
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, deliveries, relay_all
from tests.counterparts.sms_gateway.client import SmsGateway
from tests.project.launcher.running import until

pytestmark = pytest.mark.django_db(transaction=True)

DESK = Actor(ActorKind.AGENT, name="Amina Benali")
HOUR, HALF_HOUR = timedelta(hours=1), timedelta(minutes=30)

type Book = Callable[..., Participation]


def sms(state: str = "") -> Receipt:
    return Receipt.objects.get(channel="sms", **({"state": state} if state else {}))


def left_at(clocks: time_machine.Traveller, gateway: SmsGateway, person: Participation) -> datetime:
    """An agent cancels at half past seven in the evening; the carrier fails for an hour. When does the SMS leave?"""
    clocks.move_to(paris(2026, 11, 23, 19, 30), tick=False)
    gateway.set_faults("error-500")
    cancel_by_service(person.rdv, by=DESK, now=clock.now())
    relay_all()
    gateway.clear()
    clocks.shift(HOUR)
    while not gateway.sent():
        relay_all()
        assert clock.now() < person.rdv.starts_at
        clocks.shift(HALF_HOUR)
    return clock.now() - HALF_HOUR


def paris(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)  # type: ignore[arg-type, misc]


def late_sms(zone: str, start: datetime, **extra: object) -> Message:
    """Of an rdv that nobody has."""
    rdv = Rdv(organisation=Organisation(time_zone=zone), starts_at=start)
    person = Participation(rdv=rdv)
    return Message(
        kind=MessageKind.RDV_MOVED, channel=Channel.SMS, participation=person, rdv=rdv, extra=extra
    )


@pytest.mark.parametrize(
    ("zone", "now", "leaves"),
    [
        ("Europe/Paris", (2026, 11, 23, 21, 0), (2026, 11, 24, 8, 0)),
        ("Europe/Paris", (2026, 11, 24, 7, 59), (2026, 11, 24, 8, 0)),
        # The night of 25 October has an hour more, that of 29 March an hour less.
        ("Europe/Paris", (2026, 10, 24, 21, 0), (2026, 10, 25, 8, 0)),
        ("Europe/Paris", (2026, 3, 28, 21, 0), (2026, 3, 29, 8, 0)),
        ("Indian/Reunion", (2026, 11, 23, 22, 0), (2026, 11, 24, 8, 0)),
        ("America/Guadeloupe", (2026, 11, 23, 23, 0), (2026, 11, 24, 8, 0)),
        # By day, nothing waits: it is night in Paris then.
        ("Europe/Paris", (2026, 11, 23, 19, 59), None),
        ("Pacific/Noumea", (2026, 11, 23, 10, 0), None),
    ],
)
def test_what_comes_late_waits_for_the_local_morning(
    zone: str, now: tuple[int, int, int, int, int], leaves: tuple[int, int, int, int, int] | None
) -> None:
    moment = datetime(*now, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    message = late_sms(zone, moment + timedelta(days=2))
    with taking(Turn(at=moment - HOUR, is_last=False)):
        found = waits_until(message, None, moment)
    assert found == (leaves and datetime(*leaves, tzinfo=ZoneInfo(zone)))


def test_who_is_moved_knows_it_before_the_time_they_had_in_mind() -> None:
    now = paris(2026, 11, 23, 23, 0)
    message = late_sms("Europe/Paris", now + timedelta(days=9), former_at=paris(2026, 11, 24, 8, 30))
    with taking(Turn(at=now - HOUR, is_last=False)):
        assert waits_until(message, None, now) is None


def test_a_cancellation_of_the_evening_leaves_in_the_morning(
    office: Office, monday: time_machine.Traveller, gateway: SmsGateway
) -> None:
    wanted = office.wanted(NINE + 3 * HALF_HOUR)
    person = book_rdv(wanted, identity=ZOE, by=VISITOR, now=clock.now())
    relay_all()
    assert left_at(monday, gateway, person) == paris(2026, 11, 24, 8, 0)


def test_at_night_it_leaves_all_the_same_when_the_morning_would_be_too_late(
    book: Book, monday: time_machine.Traveller, gateway: SmsGateway, office: Office
) -> None:
    """Of an rdv at nine, who is told at eight may have left home."""
    person = book()
    Rdv.objects.update(starts_at=NINE - HALF_HOUR)
    person.rdv.refresh_from_db()
    relay_all()
    assert left_at(monday, gateway, person) == paris(2026, 11, 23, 20, 30)


def test_told_at_once_an_answer_to_a_gesture_leaves_whatever_the_hour(
    book: Book, gateway: SmsGateway, monday: time_machine.Traveller
) -> None:
    monday.move_to(paris(2026, 11, 23, 23, 0))
    book()
    relay_all()
    assert len(gateway.sent()) == 1


def test_the_night_is_no_failure(office: Office, monday: time_machine.Traveller, gateway: SmsGateway) -> None:
    monday.move_to(paris(2026, 11, 23, 19, 30), tick=False)
    gateway.set_faults("error-500")
    book_rdv(office.wanted(NINE + timedelta(days=1)), identity=ZOE, by=VISITOR, now=clock.now())
    relay_all()
    gateway.clear()
    for _ in range(20):
        monday.shift(HALF_HOUR)
        relay_all()
    assert deliveries()["booking.sms"] == ("pending", 1)
    assert gateway.sent() == []
    assert sms().state == ReceiptState.QUEUED


def test_given_up_a_message_says_so(book: Book, gateway: SmsGateway, monday: time_machine.Traveller) -> None:
    gateway.set_faults("error-500")
    book()
    for attempt in range(MAX_ATTEMPTS):
        relay_all()
        expected = ReceiptState.FAILED if attempt == MAX_ATTEMPTS - 1 else ReceiptState.QUEUED
        assert sms().state == expected
        monday.shift(BACKOFF[min(attempt, len(BACKOFF) - 1)])
    assert deliveries()["booking.sms"] == ("dead", MAX_ATTEMPTS)
    assert sms().reason == "abandonne"


def test_a_fault_of_ours_given_up_says_so_too(
    book: Book, gateway: SmsGateway, monday: time_machine.Traveller, settings: Any
) -> None:
    book()
    settings.SECRET_KEY = None
    for attempt in range(MAX_ATTEMPTS):
        relay_all()
        monday.shift(BACKOFF[min(attempt, len(BACKOFF) - 1)])
    assert {each.reason for each in Receipt.objects.filter(channel="sms")} == {"abandonne"}


def test_a_reaction_longer_than_its_lease_leaves_one_sms(
    arras: Tenant, book: Book, gateway: SmsGateway
) -> None:
    """A second relay takes the delivery while the first one still waits for the carrier."""
    book()
    gateway.configure(latency_seconds=1.5)

    def first() -> None:
        try:
            relay_once(clock.now())
        finally:
            connection.close()

    slow = Thread(target=first)
    slow.start()
    assert until(lambda: gateway.asked() == 1, 20)
    with in_tenant(arras):
        relay_once(clock.now() + LEASE + timedelta(seconds=1))
        assert deliveries()["booking.sms"][0] == "pending"
        slow.join(timeout=20)
        relay_once(clock.now() + 2 * LEASE)
        assert (gateway.asked(), len(gateway.sent())) == (1, 1)
        assert sms().state == ReceiptState.SENT
        assert deliveries()["booking.sms"][0] == "done"
