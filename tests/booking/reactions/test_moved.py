from collections.abc import Callable
from datetime import timedelta

import pytest

from booking.commands.move_rdv import move_by_agent, move_by_usager
from booking.models import Participation
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import bodies, calendar_in, kinds, only, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_agent, make_lieu

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]

TEN = NINE + timedelta(hours=1)
ELEVEN = NINE + timedelta(hours=2)


@pytest.fixture
def booked(book: Book, mailbox: Mailbox) -> Participation:
    participation = book()
    relay_all()
    mailbox.empty()
    return participation


def move(participation: Participation, office: Office, starts_at: object = TEN) -> None:
    move_by_usager(
        participation,
        starts_at=starts_at,  # type: ignore[arg-type]
        lieu_id=office.lieu.pk,
        by=VISITOR,
        now=clock.now(),
    )


def subjects(mailbox: Mailbox) -> list[str]:
    return [letter["subject"] for letter in mailbox.messages() if letter["kind"] == "email"]


def test_who_moves_reads_the_new_time_and_the_old_one(
    booked: Participation, mailbox: Mailbox, office: Office
) -> None:
    move(booked, office)
    relay_all()
    assert kinds(mailbox) == ["email", "sms"]
    assert subjects(mailbox) == ["Rendez-vous déplacé\u00a0: mardi 24 novembre à 10\u00a0h"]
    for body in bodies(only(mailbox, "email")):
        assert "Au lieu de" in body
        assert "ardi 24 novembre à 9\u00a0h" in body
    assert "RDV passeport déplacé au mardi 24/11 à 10h" in only(mailbox, "sms")["text"]


def test_the_calendar_replaces_what_it_knew(booked: Participation, mailbox: Mailbox, office: Office) -> None:
    move(booked, office)
    relay_all()
    calendar = calendar_in(mailbox, only(mailbox, "email"))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["UID"]) == ("PUBLISH", str(booked.rdv_id))
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (1, TEN)


def test_moved_twice_before_anything_left_it_is_told_once_where_it_stands(
    booked: Participation, mailbox: Mailbox, office: Office
) -> None:
    move(booked, office)
    move(booked, office, ELEVEN)
    relay_all()
    assert subjects(mailbox) == ["Rendez-vous déplacé\u00a0: mardi 24 novembre à 11\u00a0h"]


def test_booked_and_moved_before_anything_left_the_confirmation_tells_it_all(
    book: Book, mailbox: Mailbox, office: Office
) -> None:
    move(book(), office)
    relay_all()
    assert subjects(mailbox) == ["Rendez-vous confirmé\u00a0: mardi 24 novembre à 10\u00a0h"]


def test_another_place_is_told_with_the_former_one(
    booked: Participation, mailbox: Mailbox, office: Office
) -> None:
    annexe = make_lieu(office.agenda.organisation, name="Annexe sud")
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    move_by_agent(
        booked.rdv,
        starts_at=NINE,
        lieu_id=annexe.pk,
        by=agent,
        now=clock.now(),
        agenda_ids=[office.agenda.pk],
        overlap=True,
    )
    relay_all()
    for body in bodies(only(mailbox, "email")):
        assert "Annexe sud" in body
        assert "à 9\u00a0h, Hôtel de ville" in body.replace('<bdi lang="fr">', "")


def test_another_agent_at_the_same_time_is_the_office_s_own_business(
    booked: Participation, mailbox: Mailbox, office: Office
) -> None:
    colleague = make_agent(office.agenda.organisation, notices="none")
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    move_by_agent(
        booked.rdv,
        starts_at=NINE,
        lieu_id=office.lieu.pk,
        by=agent,
        now=clock.now(),
        agenda_ids=[colleague.agenda.pk],
        overlap=True,
    )
    relay_all()
    assert mailbox.messages() == []
