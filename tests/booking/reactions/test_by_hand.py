"""What an agent has sent to one person: it leaves once, and the receipts show it."""

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.move_rdv import move_by_agent
from booking.commands.remind_by_hand import remind_by_hand
from booking.commands.renew_link import link_mark, renew_link
from booking.models import Participation, Receipt
from booking.queries.short_links import short_link
from booking.vocabulary import ReceiptState
from foundation import clock
from foundation.actors import Actor, ActorKind
from tests.booking.agents.conftest import HALF_HOUR
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import bodies, calendar_in, deliveries, kinds, link_of, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

DESK = Actor(ActorKind.AGENT, name="Amina Benali")


def remind(participation: Participation) -> None:
    remind_by_hand(participation, seen=None, by=DESK, now=clock.now())


def renew(participation: Participation) -> Participation:
    renew_link(participation, mark=link_mark(participation), by=DESK, now=clock.now())
    return Participation.objects.get(pk=participation.pk)


def test_the_reminder_leaves_once_on_each_channel_and_the_receipts_say_so(
    zoe: Participation, mailbox: Mailbox
) -> None:
    for _ in range(2):
        remind(zoe)
        relay_all()
    assert kinds(mailbox) == ["email", "sms"]
    assert "rappel" in only(mailbox, "sms")["text"].lower()
    told = Receipt.objects.filter(kind="rdv_reminder")
    assert {(each.channel, each.state) for each in told} == {
        ("email", ReceiptState.SENT),
        ("sms", ReceiptState.SENT),
    }


def test_nobody_is_reminded_of_what_was_cancelled_or_moved_meanwhile(
    zoe: Participation, office: Office, mailbox: Mailbox
) -> None:
    remind(zoe)
    move_by_agent(zoe.rdv, starts_at=NINE + HALF_HOUR, lieu_id=office.lieu.pk, by=DESK, now=clock.now())
    relay_all()
    cancel_by_service(zoe.rdv, by=DESK, now=clock.now())
    relay_all()
    assert not Receipt.objects.filter(kind="rdv_reminder").exists()
    assert deliveries()["booking.by_hand"][0] == "done"


def test_the_new_link_comes_with_the_confirmation_and_calendars_learn_it(
    zoe: Participation, mailbox: Mailbox
) -> None:
    before = zoe.rdv.sequence
    new = renew(zoe)
    relay_all()
    assert kinds(mailbox) == ["email", "sms"]
    letter = only(mailbox, "email")
    assert link_of(new) in bodies(letter)[0]
    assert short_link(new) in only(mailbox, "sms")["text"]
    assert zoe.link_token not in bodies(letter)[1]
    event = calendar_in(mailbox, letter).walk("VEVENT")[0]
    assert (event["SEQUENCE"], event["URL"]) == (before + 1, link_of(new))


def test_who_is_not_expected_any_more_is_written_nothing(zoe: Participation, mailbox: Mailbox) -> None:
    cancel_by_service(zoe.rdv, by=DESK, now=clock.now())
    relay_all()
    mailbox.empty()
    new = renew(zoe)
    relay_all()
    assert new.link_token != zoe.link_token
    assert kinds(mailbox) == []
