"""Agents who ask for it learn that somebody waits for them at the desk."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.join_session import join
from booking.commands.open_session import open_session
from booking.commands.record_attendance import record_attendance
from booking.commands.record_presence import record_presence
from booking.models import Participation
from booking.vocabulary import RdvStatus
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, bodies, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_agent

pytestmark = pytest.mark.django_db(transaction=True)

LEO = replace(ZOE, first_name="Léo", phone="+33612345679", email="leo@exemple.fr")


@pytest.fixture
def desk(office: Office) -> Actor:
    return Actor(ActorKind.AGENT, id=make_agent(office.agenda.organisation).pk)


@pytest.fixture
def asked(office: Office) -> Office:
    office.agent.arrival_notices = True
    office.agent.save()
    return office


@pytest.fixture
def tuesday(zoe: Participation, monday: Any) -> Participation:
    """A quarter to nine, that day."""
    monday.shift(timedelta(hours=24, minutes=45))
    return zoe


def came(participation: Participation, by: Actor, status: RdvStatus = RdvStatus.HONOURED) -> None:
    record_presence(participation.rdv, status, by=by, now=clock.now())
    relay_all()


def test_who_receives_learns_that_somebody_is_there(
    asked: Office, tuesday: Participation, mailbox: Mailbox, desk: Actor
) -> None:
    came(tuesday, desk)
    (letter,) = mailbox.messages()
    assert letter["to"] == asked.agent.email
    assert letter["subject"] == "On vous attend\u00a0: mardi 24 novembre à 9\u00a0h"
    for body in bodies(letter):
        assert "Zoé Martin vient d’arriver." in body


def test_nobody_is_told_who_did_not_ask(tuesday: Participation, mailbox: Mailbox, desk: Actor) -> None:
    came(tuesday, desk)
    assert mailbox.messages() == []


def test_who_noted_it_knows(asked: Office, tuesday: Participation, mailbox: Mailbox) -> None:
    came(tuesday, Actor(ActorKind.AGENT, id=asked.agent.pk))
    assert mailbox.messages() == []


def test_noted_twice_it_is_told_once(
    asked: Office, tuesday: Participation, mailbox: Mailbox, desk: Actor
) -> None:
    for status in (RdvStatus.HONOURED, RdvStatus.SCHEDULED, RdvStatus.HONOURED):
        came(tuesday, desk, status)
    assert len(mailbox.messages()) == 1


def test_what_is_over_is_an_outcome_and_no_arrival(
    asked: Office, tuesday: Participation, mailbox: Mailbox, desk: Actor, monday: Any
) -> None:
    monday.shift(timedelta(hours=2))
    came(tuesday, desk)
    assert mailbox.messages() == []


def test_an_absence_is_no_arrival(
    asked: Office, tuesday: Participation, mailbox: Mailbox, desk: Actor, monday: Any
) -> None:
    monday.shift(timedelta(minutes=20))
    came(tuesday, desk, RdvStatus.NO_SHOW)
    assert mailbox.messages() == []


def test_an_rdv_cancelled_meanwhile_is_awaited_by_nobody(
    asked: Office, tuesday: Participation, mailbox: Mailbox, desk: Actor
) -> None:
    record_presence(tuesday.rdv, RdvStatus.HONOURED, by=desk, now=clock.now())
    record_presence(tuesday.rdv, RdvStatus.SCHEDULED, by=desk, now=clock.now())
    cancel_by_service(tuesday.rdv, by=desk, now=clock.now())
    relay_all()
    assert "On vous attend" not in str([letter["subject"] for letter in mailbox.messages()])


def test_of_a_session_each_arrival_is_told(asked: Office, mailbox: Mailbox, desk: Actor, monday: Any) -> None:
    where: Any = {"lieu_id": asked.lieu.pk, "agenda_ids": [asked.agenda.pk], "seats": 5}
    session = open_session(asked.motif, starts_at=NINE, by=desk, now=clock.now(), title="Atelier CV", **where)
    seats = [join(session, identity=each, by=VISITOR, now=clock.now()) for each in (ZOE, LEO)]
    relay_all()
    monday.shift(timedelta(hours=24, minutes=45))
    mailbox.empty()
    for seat in seats:
        record_attendance(seat, RdvStatus.HONOURED, by=desk, now=clock.now())
    relay_all()
    said = [bodies(letter)[0] for letter in reversed(mailbox.messages())]
    assert ["Zoé Martin vient" in said[0], "Léo Martin vient" in said[1], len(said)] == [True, True, 2]
