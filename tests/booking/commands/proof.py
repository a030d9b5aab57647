"""What every test of a command ends with: the index says what the engine says."""

from datetime import date, datetime
from typing import Any

from booking.models import Agenda, Motif
from booking.queries.creneaux import creneaux
from booking.queries.index_proof import Difference, differences
from foundation.actors import Actor, ActorKind
from foundation.outbox.models import Message
from foundation.tenancy import in_public
from tests.booking.commands.conftest import NINE, NOW, Office

TUESDAY = NINE.date()


def index_lies(now: datetime = NOW) -> list[Difference]:
    return differences(list(Agenda.objects.values_list("pk", flat=True)), now=now)


def times_of(motif: Motif, day: date = TUESDAY, now: datetime = NOW) -> list[str]:
    """Starts offered to citizens that day, in UTC."""
    return [f"{each.start:%H:%M}" for each in creneaux(motif, first_day=day, last_day=day, now=now)]


def desk(office: Office) -> Actor:
    return Actor(ActorKind.AGENT, id=office.agent.pk, name=str(office.agent))


def told(name: str) -> list[dict[str, Any]]:
    """Payloads of the events of that name, in order. An administration only writes them: they are read in public."""
    with in_public():
        return list(Message.objects.filter(name=name).order_by("at").values_list("payload", flat=True))
