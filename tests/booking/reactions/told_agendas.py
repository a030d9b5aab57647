"""What the tests of letters about plages and absences share."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from booking.models import Absence, Agent, PlageOuverture
from foundation.actors import Actor, ActorKind
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import calendar_in, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_agent

TUESDAY = date(2026, 11, 24)
A_DAY = timedelta(days=1)


@pytest.fixture
def colleague(office: Office) -> Actor:
    return acting(make_agent(office.agenda.organisation))


def acting(agent: Agent) -> Actor:
    return Actor(ActorKind.AGENT, id=agent.pk, name=str(agent))


def subjects(mailbox: Mailbox) -> list[str]:
    relay_all()
    return [letter["subject"] for letter in reversed(mailbox.messages())]


def last(mailbox: Mailbox) -> tuple[dict[str, Any], Any]:
    relay_all()
    letter = mailbox.messages()[0]
    return letter, calendar_in(mailbox, letter)


def new_plage(office: Office, **more: Any) -> PlageOuverture:
    said = {"first_day": TUESDAY, "periods": [["14:00", "17:00"]], "lieu": office.lieu}
    return PlageOuverture(agenda=office.agenda, **said | more)


def away(office: Office, **more: Any) -> Absence:
    said = {"first_day": TUESDAY, "last_day": TUESDAY, "start_time": time(9), "end_time": time(12)}
    return Absence(agenda=office.agenda, **said | more)
