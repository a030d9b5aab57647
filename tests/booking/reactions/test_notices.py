"""A motif that writes nothing of itself, and a motif that is not named."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.move_rdv import move_by_agent
from booking.commands.usagers import Identity
from booking.models import Motif, Participation, Rdv, Receipt
from booking.queries.calendar import calendar_for_agent
from booking.reactions.sending import send
from booking.vocabulary import MessageKind, MotifNotices, ReceiptState
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.courier.channels import Channel
from foundation.due.models import DueRow
from foundation.due.run import run_due
from tests.booking.agents.conftest import HALF_HOUR
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, ask, bodies, calendar_in, dropped, kinds, only, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_motif

DESK = Actor(ActorKind.AGENT, name="Amina Benali")

type Book = Callable[..., Participation]


@pytest.fixture
def silent(office: Office) -> Motif:
    return notices(office, MotifNotices.NONE)


@pytest.fixture
def discreet(office: Office) -> Motif:
    office.motif.translations = {"en": {"name": "Passport"}}
    return notices(office, MotifNotices.DISCREET)


def notices(office: Office, said: MotifNotices) -> Motif:
    office.motif.notices = said
    office.motif.save()
    return office.motif


def test_of_a_silent_motif_nothing_leaves_when_it_is_booked_moved_or_cancelled(
    silent: Motif, office: Office, book: Book, mailbox: Mailbox
) -> None:
    rdv = book().rdv
    relay_all()
    move_by_agent(rdv, starts_at=NINE + HALF_HOUR, lieu_id=office.lieu.pk, by=DESK, now=clock.now())
    relay_all()
    cancel_by_service(rdv, by=DESK, now=clock.now())
    relay_all()
    assert kinds(mailbox) == []
    assert {(each.state, each.reason) for each in Receipt.objects.all()} == {
        (ReceiptState.DROPPED, "motif-non-notifie")
    }


def test_of_a_silent_motif_no_reminder_is_planned_nor_any_question(silent: Motif, book: Book) -> None:
    silent.presence = {"confirm_before_s": 3_600, "unconfirmed": "release"}
    silent.save()
    book()
    assert not DueRow.objects.filter(kind__in=["booking.reminder", "booking.presence"]).exists()


def test_a_motif_made_silent_meanwhile_drops_what_was_planned(
    zoe: Participation, office: Office, mailbox: Mailbox
) -> None:
    notices(office, MotifNotices.NONE)
    zoe.rdv.motif.refresh_from_db()
    assert dropped(ask(zoe)) == "motif-non-notifie"
    assert kinds(mailbox) == []


def test_who_has_just_written_to_us_reads_an_answer_even_so(
    zoe: Participation, office: Office, mailbox: Mailbox
) -> None:
    zoe.rdv.motif = notices(office, MotifNotices.NONE)
    answered = send(
        kind=MessageKind.ANSWER_UNDERSTOOD,
        channel=Channel.EMAIL,
        key="an answer",
        now=clock.now(),
        participation=zoe,
        extra={"answer": "yes"},
    )
    assert answered.state == ReceiptState.SENT
    assert kinds(mailbox) == ["email"]


@pytest.mark.usefixtures("discreet")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_discreet_motif_is_named_in_no_message_nor_calendar(
    book: Book, office: Office, mailbox: Mailbox, language: str
) -> None:
    participation = book()
    Participation.objects.update(language=language)
    relay_all()
    letter, sms = only(mailbox, "email"), only(mailbox, "sms")
    event = calendar_in(mailbox, letter).walk("VEVENT")[0]
    cancel_by_service(participation.rdv, by=DESK, now=clock.now())
    relay_all()
    told: list[Any] = [
        each.get(part, "") for each in mailbox.messages() for part in ("subject", "text", "html")
    ]
    for said in [*told, *bodies(letter), sms["text"], event["SUMMARY"], event["DESCRIPTION"]]:
        assert "passeport" not in said.lower()
        assert "passport" not in said.lower()
        assert office.motif.slug not in said


@pytest.mark.usefixtures("discreet")
def test_a_discreet_motif_reads_well(book: Book, mailbox: Mailbox) -> None:
    book()
    relay_all()
    letter = only(mailbox, "email")
    assert "RDV mardi 24/11 à 9h" in only(mailbox, "sms")["text"]
    assert str(calendar_in(mailbox, letter).walk("VEVENT")[0]["SUMMARY"]) == "Rendez-vous"


@pytest.mark.usefixtures("discreet")
def test_the_title_of_a_discreet_session_is_in_nobodys_calendar(book: Book) -> None:
    rdv = book().rdv
    rdv.title = "Sevrage tabagique"
    calendar = Calendar.from_ical(calendar_for_agent(rdv, link="/", cancelled=False, now=clock.now()))
    assert str(calendar.walk("VEVENT")[0]["SUMMARY"]) == "Rendez-vous"


@pytest.mark.usefixtures("discreet")
def test_a_discreet_motif_is_not_named_among_the_others_of_the_day(
    book: Book, office: Office, mailbox: Mailbox
) -> None:
    first = book()
    leo = Identity(first_name="Léo", last_name="Martin", phone=ZOE.phone)
    second = book_rdv(office.wanted(NINE + HALF_HOUR), identity=leo, by=VISITOR, now=clock.now())
    relay_all()
    mailbox.empty()
    ask(first, extra={"also": [second]})
    assert "Puis 9h30, rendez-vous." in only(mailbox, "sms")["text"]


def test_a_motif_like_any_other_is_named(book: Book, mailbox: Mailbox) -> None:
    book()
    relay_all()
    assert "RDV passeport" in only(mailbox, "sms")["text"]


def test_one_sms_for_a_household_leaves_a_silent_motif_out(
    office: Office, monday: Any, mailbox: Mailbox
) -> None:
    """Two rdvs of one telephone on one day: the reminder of the first says nothing of the second."""
    then = NINE + timedelta(days=13)
    other = make_motif(office.motif.organisation, name="Suivi", notices=MotifNotices.NONE)
    leo = Identity(first_name="Léo", last_name="Martin", phone=ZOE.phone)
    book_rdv(office.wanted(then), identity=ZOE, by=VISITOR, now=clock.now())
    later = book_rdv(office.wanted(then + HALF_HOUR), identity=leo, by=VISITOR, now=clock.now()).rdv
    Rdv.objects.filter(pk=later.pk).update(motif=other)
    relay_all()
    mailbox.empty()
    monday.move_to(then - timedelta(days=2))
    while run_due(clock.now()):
        pass
    relay_all()
    assert "Puis" not in only(mailbox, "sms")["text"]
