"""The summary of the morning, for who asked for it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.change_preferences import WantedNotices, change_preferences
from booking.commands.plan_digest import DIGEST
from booking.models import Participation
from booking.reactions.digest import send_digests
from booking.vocabulary import AgentNotices
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.due.models import DueRow
from foundation.due.run import run_due
from foundation.tenancy import in_public
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import bodies, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_agent

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]

TUESDAY_SEVEN = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def reader(office: Office) -> Actor:
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    change_preferences(WantedNotices(rdvs=AgentNotices.NONE, daily_digest=True), by=agent, now=clock.now())
    return agent


def planned() -> list[datetime]:
    with in_public():
        return list(DueRow.objects.filter(kind=DIGEST).values_list("due_at", flat=True))


def run(monday: time_machine.Traveller, at: datetime) -> None:
    monday.move_to(at)
    with in_public():
        while run_due(clock.now()):
            pass


def mornings(mailbox: Mailbox) -> list[str]:
    return [each["subject"] for each in reversed(mailbox.messages()) if "journée" in each["subject"]]


def test_it_is_planned_for_the_next_morning_at_seven(reader: Actor) -> None:
    assert planned() == [TUESDAY_SEVEN]


def test_it_tells_the_day_once_and_plans_the_next(
    reader: Actor, book: Book, mailbox: Mailbox, office: Office, monday: time_machine.Traveller
) -> None:
    participation = book()
    participation.late_min = 10
    participation.save()
    relay_all()
    mailbox.empty()
    run(monday, TUESDAY_SEVEN)
    assert mornings(mailbox) == ["Votre journée du mardi 24 novembre\u00a0: 1 rendez-vous"]
    (letter,) = [each for each in mailbox.messages() if each["to"] == office.agent.email]
    for body in bodies(letter):
        facts = ("9\u00a0h", "Zoé Martin", "Passeport", "Hôtel de ville", "Retard annoncé\u00a0: 10 minutes")
        assert [fact for fact in facts if fact not in body] == []
    assert planned() == [TUESDAY_SEVEN + ONE_DAY]
    send_digests(["Europe/Paris"], clock.now())
    assert len(mornings(mailbox)) == 1


def test_an_empty_day_says_nothing_and_goes_on(
    reader: Actor, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    run(monday, TUESDAY_SEVEN)
    assert mornings(mailbox) == []
    assert planned() == [TUESDAY_SEVEN + ONE_DAY]


def test_what_waits_for_an_outcome_is_told(
    reader: Actor, book: Book, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    book()
    run(monday, TUESDAY_SEVEN + ONE_DAY)
    assert mornings(mailbox) == ["Votre journée du mercredi 25 novembre\u00a0: 1 sans issue"]


def test_a_cancelled_rdv_leaves_an_empty_day(
    reader: Actor, book: Book, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    cancel_by_usager(book(), by=VISITOR, now=clock.now())
    run(monday, TUESDAY_SEVEN)
    assert mornings(mailbox) == []


def test_who_did_not_ask_reads_nothing(
    reader: Actor, book: Book, mailbox: Mailbox, office: Office, monday: time_machine.Traveller
) -> None:
    make_agent(office.agenda.organisation)
    book()
    run(monday, TUESDAY_SEVEN)
    assert len(mornings(mailbox)) == 1


def test_after_noon_it_would_be_no_morning(
    reader: Actor, book: Book, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    book()
    run(monday, TUESDAY_SEVEN + timedelta(hours=6))
    assert mornings(mailbox) == []
    assert planned() == [TUESDAY_SEVEN + ONE_DAY]


def test_when_nobody_asks_any_more_nothing_is_planned(
    reader: Actor, book: Book, monday: time_machine.Traveller
) -> None:
    change_preferences(WantedNotices(rdvs=AgentNotices.NONE), by=reader, now=clock.now())
    run(monday, TUESDAY_SEVEN)
    assert planned() == []
