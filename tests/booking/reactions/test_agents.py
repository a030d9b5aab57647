"""Agents are told of the rdvs of their own agenda, as much as they asked for."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.move_rdv import move_by_agent
from booking.commands.open_plage import open_plage
from booking.models import Agent, Participation, PlageOuverture
from booking.vocabulary import AgentAccess, AgentNotices
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import bodies, calendar_in, deliveries, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_agent, make_motif

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]

NEW = "Nouveau rendez-vous\u00a0: mardi 24 novembre à 9\u00a0h"
NEXT_WEEK = NINE + timedelta(days=7)


def asks_for(agent: Agent, level: AgentNotices) -> Actor:
    agent.notices = level
    agent.save()
    return Actor(ActorKind.AGENT, id=agent.pk, name=str(agent))


def read_by(agent: Agent, mailbox: Mailbox) -> list[str]:
    return [letter["subject"] for letter in reversed(mailbox.messages()) if letter["to"] == agent.email]


def test_a_booking_by_an_usager_is_told_to_who_receives(book: Book, mailbox: Mailbox, office: Office) -> None:
    asks_for(office.agent, AgentNotices.OTHERS)
    participation = book()
    relay_all()
    assert read_by(office.agent, mailbox) == [NEW]
    letter = next(each for each in mailbox.messages() if each["to"] == office.agent.email)
    for body in bodies(letter):
        assert [fact for fact in ("Zoé Martin", "Passeport", "Hôtel de ville") if fact not in body] == []
        assert f"/agent/rdv/{participation.rdv_id}/" in body


def test_an_agent_s_calendar_file_names_nobody(book: Book, mailbox: Mailbox, office: Office) -> None:
    asks_for(office.agent, AgentNotices.OTHERS)
    participation = book()
    relay_all()
    letter = next(each for each in mailbox.messages() if each["to"] == office.agent.email)
    calendar = calendar_in(mailbox, letter)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["UID"]) == ("PUBLISH", str(participation.rdv_id))
    assert "Martin" not in calendar.to_ical().decode()


@pytest.mark.parametrize(
    ("level", "of_others", "of_one_s_own"),
    [
        (AgentNotices.ALL, True, True),
        (AgentNotices.OTHERS, True, False),
        (AgentNotices.SOON, True, False),
        (AgentNotices.NONE, False, False),
    ],
)
def test_levels(
    book: Book, mailbox: Mailbox, office: Office, level: AgentNotices, of_others: bool, of_one_s_own: bool
) -> None:
    me = asks_for(office.agent, level)
    booked = book()
    relay_all()
    assert bool(read_by(office.agent, mailbox)) == of_others
    mailbox.empty()
    cancel_by_service(booked.rdv, by=me, now=clock.now())
    relay_all()
    assert bool(read_by(office.agent, mailbox)) == of_one_s_own


def test_soon_is_today_or_tomorrow_before_or_after(book: Book, mailbox: Mailbox, office: Office) -> None:
    """Moved from tomorrow to next week matters today; from next week to another day does not."""
    asks_for(office.agent, AgentNotices.SOON)
    booked = book()
    relay_all()
    mailbox.empty()
    for start in (NEXT_WEEK, NEXT_WEEK + timedelta(days=1)):
        move(booked, office, start, [office.agent])
        relay_all()
    assert read_by(office.agent, mailbox) == ["Rendez-vous déplacé\u00a0: mardi 1er décembre à 9\u00a0h"]


def test_who_gives_a_rdv_and_who_takes_it_both_learn_it(book: Book, mailbox: Mailbox, office: Office) -> None:
    asks_for(office.agent, AgentNotices.OTHERS)
    colleague = make_agent(office.agenda.organisation)
    booked = book()
    relay_all()
    mailbox.empty()
    move(booked, office, NINE, [colleague])
    relay_all()
    assert read_by(colleague, mailbox) == [NEW]
    assert read_by(office.agent, mailbox) == [
        "Rendez-vous retiré de votre agenda\u00a0: mardi 24 novembre à 9\u00a0h"
    ]


def test_a_cancellation_reaches_everybody_it_occupied(book: Book, mailbox: Mailbox, office: Office) -> None:
    """Occupations go with the rdv: the event remembers them."""
    colleague = make_agent(office.agenda.organisation)
    office.motif.requires = [{"kind": "agent", "agendas": [colleague.agenda.pk], "count": 1}]
    office.motif.save()
    asks_for(office.agent, AgentNotices.OTHERS)
    open_plage(opening(colleague, office), [make_motif(office.agenda.organisation)], now=clock.now())
    booked = book()
    relay_all()
    mailbox.empty()
    cancel_by_usager(booked, by=VISITOR, now=clock.now())
    relay_all()
    for agent in (office.agent, colleague):
        assert read_by(agent, mailbox) == ["Rendez-vous annulé\u00a0: mardi 24 novembre à 9\u00a0h"]


@pytest.mark.parametrize(
    "changes", [{"access": AgentAccess.NONE}, {"email": ""}, {"is_active": False}], ids=str
)
def test_who_only_receives_is_no_reader(
    book: Book, mailbox: Mailbox, office: Office, changes: dict[str, object]
) -> None:
    asks_for(office.agent, AgentNotices.ALL)
    booked = book()
    Agent.objects.filter(pk=office.agent.pk).update(**changes)
    relay_all()
    assert booked.usager.email in {letter["to"] for letter in mailbox.messages()}
    assert read_by(office.agent, mailbox) == []
    assert deliveries()["booking.agents"] == ("done", 1)


def opening(agent: Agent, office: Office) -> PlageOuverture:
    return PlageOuverture(
        agenda=agent.agenda,
        lieu=office.lieu,
        first_day=date(2026, 11, 23),
        periods=[["09:00", "12:00"]],
        recurrence={"every": "week", "weekdays": [1, 2, 3, 4, 5]},
    )


def move(booked: Participation, office: Office, start: object, agents: list[Agent]) -> None:
    move_by_agent(
        booked.rdv,
        starts_at=start,  # type: ignore[arg-type]
        lieu_id=office.lieu.pk,
        by=Actor(ActorKind.AGENT, id=make_agent(office.agenda.organisation).pk),
        now=clock.now(),
        agenda_ids=[agent.agenda.pk for agent in agents],
        overlap=True,
    )
