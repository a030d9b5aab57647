"""What is written about a proche, several people, at home, and a summons: to whom, and what it says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.change_participant import change_participant
from booking.commands.details import Details
from booking.commands.usagers import Identity
from booking.models import Participation, Receipt
from booking.vocabulary import AgentNotices, Modalite
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, bodies, calendar_in, kinds, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

LEO = Identity(first_name="Léo", last_name="Martin")

type Book = Callable[..., Participation]


@pytest.fixture
def take(office: Office) -> Book:
    def take(
        identity: Identity = ZOE, *, count: int = 1, by: Actor = VISITOR, **details: Any
    ) -> Participation:
        wanted = replace(office.wanted(NINE), motif=office.motif.asked_for(count))
        return book_rdv(wanted, identity=identity, by=by, now=clock.now(), details=Details(**details))

    return take


def change(office: Office, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(office.motif, name, value)
    office.motif.save()


def test_who_answers_for_a_proche_reads_for_whom_it_is(take: Book, mailbox: Mailbox) -> None:
    participation = take(LEO, responsible=ZOE)
    relay_all()
    email, sms = only(mailbox, "email"), only(mailbox, "sms")
    assert (email["to"], sms["to"]) == (ZOE.email, ZOE.phone)
    assert all("Léo Martin" in body for body in bodies(email))
    assert " pour Léo " in sms["text"]
    assert "Pour Léo Martin" in str(calendar_in(mailbox, email).walk("VEVENT")[0]["description"])
    assert {each.usager for each in Receipt.objects.all()} == {participation.usager}


def test_for_oneself_nothing_says_for_whom(take: Book, mailbox: Mailbox) -> None:
    take()
    relay_all()
    assert " pour " not in only(mailbox, "sms")["text"]


def test_who_refuses_messages_receives_none_about_a_proche(take: Book, mailbox: Mailbox) -> None:
    participation = take(LEO, responsible=ZOE)
    answers = participation.usager.responsible
    assert answers
    answers.accepts_email = answers.accepts_sms = False
    answers.save()
    relay_all()
    assert kinds(mailbox) == []


def test_another_person_comes_the_letter_and_the_agents_say_who(
    office: Office, take: Book, mailbox: Mailbox
) -> None:
    mine = take()
    relay_all()
    mailbox.empty()
    office.agent.notices = AgentNotices.ALL
    office.agent.save()
    change_participant(mine, first_name="Léo", last_name="Martin", by=VISITOR, now=clock.now())
    relay_all()
    letters = {letter["to"]: letter for letter in mailbox.messages()}
    assert set(letters) == {ZOE.email, office.agent.email}
    assert all("Léo Martin" in body for letter in letters.values() for body in bodies(letter))
    assert calendar_in(mailbox, letters[ZOE.email]).walk("VEVENT")[0]["sequence"] == 1


def test_the_time_and_the_number_of_documents_are_those_booked(
    office: Office, take: Book, mailbox: Mailbox
) -> None:
    change(office, people={"unit": "document", "at_most": 3, "minutes_each": 20})
    take(count=3)
    relay_all()
    email = only(mailbox, "email")
    assert all("1\u00a0h\u00a010, pour 3 documents" in body for body in bodies(email))
    event = calendar_in(mailbox, email).walk("VEVENT")[0]
    assert (event["dtend"].dt - event["dtstart"].dt).total_seconds() == 70 * 60


def test_at_home_it_says_where_the_agent_comes(office: Office, take: Book, mailbox: Mailbox) -> None:
    change(office, modalite=Modalite.HOME)
    take(address="3 rue des Trois-Visages, 62000 Arras")
    relay_all()
    email = only(mailbox, "email")
    assert all("3 rue des Trois-Visages" in body for body in bodies(email))
    assert "Hôtel de ville" not in email["text"]
    assert "3 rue" in str(calendar_in(mailbox, email).walk("VEVENT")[0]["location"])


def test_pieces_are_those_of_the_answers(office: Office, take: Book, mailbox: Mailbox) -> None:
    asked = {"label": "Livret de famille", "if": {"question": "mineur", "is": ["oui"]}}
    change(office, pieces=[asked])
    take(answers={"mineur": "oui"})
    relay_all()
    assert all("Livret de famille" in body for body in bodies(only(mailbox, "email")))


def test_each_piece_has_its_line(office: Office, take: Book, mailbox: Mailbox) -> None:
    change(office, pieces=[{"label": "Livret de famille"}, {"label": "Une photo"}])
    take()
    relay_all()
    assert "Livret de famille\nUne photo\n" in only(mailbox, "email")["text"].replace("\r\n", "\n")


def test_pieces_of_another_answer_are_not_asked(office: Office, take: Book, mailbox: Mailbox) -> None:
    change(office, pieces=[{"label": "Livret de famille", "if": {"question": "mineur", "is": ["oui"]}}])
    take(answers={"mineur": "non"})
    relay_all()
    assert "Livret de famille" not in only(mailbox, "email")["text"]


def test_a_summons_says_what_the_law_asks_and_offers_no_way_out(
    office: Office, take: Book, mailbox: Mailbox
) -> None:
    change(office, is_convocation=True, obligations="Venez en personne.\nUn avocat peut vous aider.")
    desk = Actor(ActorKind.AGENT, id=office.agent.pk)
    take(by=desk)
    relay_all()
    email, sms = only(mailbox, "email"), only(mailbox, "sms")
    assert email["subject"].startswith("Convocation")
    for body in bodies(email):
        assert "Un avocat peut vous aider." in body
        assert "Une convocation ne s’annule pas en ligne" in body
        assert "trop tard" not in body
        assert "Annulez avant" not in body
    assert "convocation" in sms["text"]
    assert "annulation" not in sms["text"]


def test_who_cancels_for_a_proche_reads_the_cancellation(take: Book, mailbox: Mailbox) -> None:
    participation = take(LEO, responsible=ZOE)
    cancel_by_usager(participation, by=VISITOR, now=clock.now())
    relay_all()
    assert "Léo Martin" in only(mailbox, "email")["text"]
