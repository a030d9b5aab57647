"""A small office where much happens at once, and what one of its people draws by lot."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from booking.availability.wall_clock import instant
from booking.commands.change_agenda import change_agenda
from booking.commands.open_plage import open_plage
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Agenda, Lieu, Motif, Organisation, PlageOuverture
from foundation.actors import Actor, ActorKind
from tests.booking.commands.conftest import NINE, NOW
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation

HALF_HOUR = timedelta(minutes=30)
ONE_DAY = timedelta(days=1)
TUESDAY = NINE.date()
MORNING = [["09:00", "12:00"]]
WEEKDAYS = {"every": "week", "weekdays": [1, 2, 3, 4, 5]}
# In half-hours after nine: the morning above all, and round midnight.
STARTS = (*range(6), *range(6), 28, 29, 30)


@dataclass
class BusyOffice:
    organisation: Organisation
    lieu: Lieu
    motif: Motif
    agendas: list[Agenda]


def make_busy_office(time_zone: str = "Europe/Paris", *, rooms: int = 0) -> BusyOffice:
    """Three agendas, one of which has two lanes, each open every morning. With `rooms`, each rdv takes one too."""
    organisation = make_organisation(time_zone=time_zone)
    requires = [{"kind": "salle", "agendas": [], "count": 1}] if rooms else []
    lieu, motif = make_lieu(organisation), make_motif(organisation, buffer_after_min=5, requires=requires)
    for number in range(rooms):
        Agenda.objects.create(organisation=organisation, kind="salle", title=f"Salle {number}")
    agendas = [make_agent(organisation).agenda for _ in range(3)]
    office = BusyOffice(organisation, lieu, motif, agendas)
    for agenda in agendas:
        open_morning(office, agenda)
    change_agenda(agendas[0].pk, capacity=2, now=NOW)
    return office


def open_morning(office: BusyOffice, agenda: Agenda) -> None:
    # Nothing begins before today.
    plage = PlageOuverture(
        agenda=agenda, lieu=office.lieu, first_day=NOW.date(), periods=MORNING, recurrence=WEEKDAYS
    )
    # Short enough for many gestures in little time.
    plage.last_day = TUESDAY + 20 * ONE_DAY
    open_plage(plage, [office.motif], now=NOW)


@dataclass
class Somebody:
    office: BusyOffice
    draw: Random
    number: int

    @property
    def agent(self) -> Actor:
        return Actor(ActorKind.AGENT, id=self.office.agendas[0].agent_id, name="Amina Benali")

    @property
    def identity(self) -> Identity:
        return Identity(
            first_name="Zoé", last_name=f"Martin {self.number}", phone=f"+3361234{self.number:04}"
        )

    def wanted(self, start: datetime, agenda_ids: list[int] | None = None) -> Wanted:
        return Wanted(
            motif=self.office.motif,
            lieu_id=self.office.lieu.pk,
            starts_at=start,
            agenda_ids=agenda_ids or [],
            free_choice=bool(agenda_ids),
        )

    def start(self) -> datetime:
        local = instant(TUESDAY, time(9), ZoneInfo(self.office.organisation.time_zone))
        return local + self.draw.randrange(4) * ONE_DAY + self.draw.choice(STARTS) * HALF_HOUR

    def agenda(self) -> Agenda:
        return self.draw.choice(self.office.agendas)

    def one[M](self, rows: "QuerySet[M]") -> M | None:  # type: ignore[type-var]
        found = list(rows.order_by("pk"))
        return self.draw.choice(found) if found else None
