from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.hold_creneau import Visitor
from booking.commands.open_plage import open_plage
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Agenda, Agent, Lieu, Motif, Participation, PlageOuverture
from foundation.actors import VISITOR
from tenants.models import Tenant
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation

# A Monday in winter: Paris is one hour ahead of UTC.
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ZOE = Identity(first_name="Zoé", last_name="Martin", phone="+33612345678")

type Book = Callable[..., Participation]


@dataclass
class Office:
    agent: Agent
    agenda: Agenda
    lieu: Lieu
    motif: Motif

    def wanted(self, starts_at: datetime = NINE, **more: object) -> Wanted:
        return Wanted(motif=self.motif, lieu_id=self.lieu.pk, starts_at=starts_at, **more)  # type: ignore[arg-type]


def visitor(mark: str = "zoe") -> Visitor:
    return Visitor(mark=mark, address_hash=f"address of {mark}")


def make_office() -> Office:
    organisation = make_organisation()
    agent = make_agent(organisation)
    lieu = make_lieu(organisation)
    motif = make_motif(organisation)
    plage = PlageOuverture(
        agenda=agent.agenda,
        lieu=lieu,
        first_day=date(2026, 11, 23),
        periods=[["09:00", "12:00"]],
        recurrence={"every": "week", "weekdays": [1, 2, 3, 4, 5]},
    )
    open_plage(plage, [motif], now=NOW)
    return Office(agent, agent.agenda, lieu, motif)


@pytest.fixture
def office(at_arras: Tenant) -> Office:
    return make_office()


@pytest.fixture
def book(office: Office) -> Book:
    def book(starts_at: datetime = NINE, identity: Identity = ZOE) -> Participation:
        return book_rdv(office.wanted(starts_at), identity=identity, by=VISITOR, now=NOW)

    return book
