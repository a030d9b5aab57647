from collections.abc import Callable

import pytest

from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.plan_messages import REMINDER
from booking.commands.undo_cancel import undo_cancel
from booking.models import Participation
from booking.vocabulary import AgentNotices
from foundation import clock
from foundation.actors import VISITOR
from foundation.due.models import DueRow
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import calendar_in, kinds, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]


@pytest.fixture
def cancelled(book: Book, mailbox: Mailbox) -> Participation:
    participation = book()
    relay_all()
    cancel_by_usager(participation, by=VISITOR, now=clock.now())
    return participation


def take_back(participation: Participation) -> None:
    undo_cancel(participation, by=VISITOR, now=clock.now())
    relay_all()


def test_who_takes_it_back_is_confirmed_again_and_their_calendar_too(
    cancelled: Participation, mailbox: Mailbox
) -> None:
    relay_all()
    mailbox.empty()
    take_back(cancelled)
    assert kinds(mailbox) == ["email", "sms"]
    letter = only(mailbox, "email")
    assert "confirmé" in letter["subject"]
    event = calendar_in(mailbox, letter).walk("VEVENT")[0]
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CONFIRMED")


def test_a_cancellation_that_has_not_left_yet_is_told_to_nobody(
    cancelled: Participation, mailbox: Mailbox
) -> None:
    mailbox.empty()
    take_back(cancelled)
    assert not [letter for letter in mailbox.messages() if "annul" in letter["subject"].lower()]


def test_taken_back_twice_is_told_once(cancelled: Participation, mailbox: Mailbox) -> None:
    relay_all()
    mailbox.empty()
    take_back(cancelled)
    take_back(cancelled)
    assert kinds(mailbox) == ["email", "sms"]


def test_its_reminders_are_planned_again(cancelled: Participation) -> None:
    def planned() -> int:
        return DueRow.objects.filter(kind=REMINDER, ref__startswith=str(cancelled.pk)).count()

    assert planned() == 0
    take_back(cancelled)
    assert planned() == 1


def test_an_agent_reads_that_it_stands_again(
    cancelled: Participation, office: Office, mailbox: Mailbox
) -> None:
    relay_all()
    mailbox.empty()
    office.agent.notices = AgentNotices.ALL
    office.agent.save()
    take_back(cancelled)
    assert [each["subject"] for each in mailbox.messages() if each["to"] == office.agent.email] != []
