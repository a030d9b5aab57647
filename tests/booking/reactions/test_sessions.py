"""Of a session, each is told what concerns them alone."""

from dataclasses import replace

import pytest

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.details import Details
from booking.commands.join_session import Joining, join, join_together
from booking.commands.leave_session import leave
from booking.commands.open_session import open_session
from booking.commands.usagers import Identity
from booking.models import Rdv
from booking.vocabulary import AgentNotices
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, bodies, calendar_in, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

LEO = replace(ZOE, first_name="Léo", phone="+33612345679", email="leo@exemple.fr")
ANA = replace(ZOE, first_name="Ana")


@pytest.fixture
def agent(office: Office) -> Actor:
    return Actor(ActorKind.AGENT, id=office.agent.pk, name=str(office.agent))


@pytest.fixture
def session(office: Office, agent: Actor) -> Rdv:
    return open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE,
        agenda_ids=[office.agenda.pk],
        seats=5,
        by=agent,
        now=clock.now(),
        title="Atelier CV",
    )


def told(mailbox: Mailbox) -> list[tuple[str, str]]:
    """Who reads what, and by which channel, from now on forgotten."""
    found = sorted((letter["kind"], letter["to"]) for letter in mailbox.messages())
    mailbox.empty()
    return found


def test_who_joins_is_told_and_nobody_else(session: Rdv, mailbox: Mailbox) -> None:
    join(session, identity=LEO, by=VISITOR, now=clock.now())
    relay_all()
    assert told(mailbox) == [("email", "leo@exemple.fr"), ("sms", "+33612345679")]
    join(session, identity=ZOE, by=VISITOR, now=clock.now())
    relay_all()
    assert told(mailbox) == [("email", "zoe@exemple.fr"), ("sms", "+33612345678")]


def test_a_family_that_joins_together_reads_one_letter(session: Rdv, mailbox: Mailbox) -> None:
    names = [Identity(first_name=name, last_name="Martin") for name in ("Nino", "Lou")]
    family = [Joining(ZOE), *(Joining(each, Details(responsible=ZOE)) for each in names)]
    join_together(session, family, by=VISITOR, now=clock.now())
    relay_all()
    assert all(
        name in bodies(only(mailbox, "email"))[0] for name in ("Zoé Martin", "Nino Martin", "Lou Martin")
    )
    assert told(mailbox) == [("email", "zoe@exemple.fr"), ("sms", "+33612345678")]


def test_who_leaves_alone_reads_an_email_and_their_calendar_forgets_it(
    session: Rdv, mailbox: Mailbox
) -> None:
    seat = join(session, identity=LEO, by=VISITOR, now=clock.now())
    leave(seat, by=VISITOR, now=clock.now())
    relay_all()
    calendar = calendar_in(mailbox, only(mailbox, "email"))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["UID"]) == ("CANCEL", str(seat.pk))
    assert told(mailbox) == [("email", "leo@exemple.fr")]


def test_who_is_taken_out_by_an_agent_reads_both(session: Rdv, mailbox: Mailbox, agent: Actor) -> None:
    seat = join(session, identity=LEO, by=agent, now=clock.now())
    relay_all()
    mailbox.empty()
    leave(seat, by=agent, now=clock.now())
    relay_all()
    assert told(mailbox) == [("email", "leo@exemple.fr"), ("sms", "+33612345679")]


def test_a_cancelled_session_is_told_to_those_still_in_it(
    session: Rdv, mailbox: Mailbox, agent: Actor
) -> None:
    """An agent took Léo out before: he knows. Zoé left, then came back: she has to be told."""
    leo = join(session, identity=LEO, by=agent, now=clock.now())
    zoe = join(session, identity=ZOE, by=agent, now=clock.now())
    for seat in (leo, zoe):
        leave(seat, by=agent, now=clock.now())
    relay_all()
    join(session, identity=ZOE, by=VISITOR, now=clock.now())
    relay_all()
    mailbox.empty()
    cancel_by_service(session, by=agent, now=clock.now())
    relay_all()
    assert told(mailbox) == [("email", "zoe@exemple.fr"), ("sms", "+33612345678")]


def test_a_household_reads_one_message_that_names_them_all(
    session: Rdv, mailbox: Mailbox, agent: Actor
) -> None:
    for identity in (ZOE, ANA):
        join(session, identity=identity, by=agent, now=clock.now())
    relay_all()
    mailbox.empty()
    cancel_by_service(session, by=agent, now=clock.now())
    relay_all()
    for body in bodies(only(mailbox, "email")):
        assert all(name in body for name in ("Zoé Martin", "Ana Martin"))
    assert told(mailbox) == [("email", "zoe@exemple.fr"), ("sms", "+33612345678")]


def test_agents_learn_of_who_comes_by_themselves_only(
    session: Rdv, mailbox: Mailbox, agent: Actor, office: Office
) -> None:
    office.agent.notices = AgentNotices.ALL
    office.agent.save()
    join(session, identity=LEO, by=agent, now=clock.now())
    relay_all()
    assert ("email", office.agent.email) not in told(mailbox)
    join(session, identity=ZOE, by=VISITOR, now=clock.now())
    relay_all()
    assert ("email", office.agent.email) in told(mailbox)
