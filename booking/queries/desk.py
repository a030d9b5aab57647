"""Where an agent works: it decides what the agenda shows first, and which day is today."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.models import Agenda, Role
from booking.vocabulary import AgendaKind

# People and counters receive. Rooms and equipment are occupied along with them.
RECEIVING = (AgendaKind.AGENT, AgendaKind.GUICHET)


@dataclass(frozen=True, slots=True)
class Desk:
    organisation_ids: frozenset[int]
    zone: ZoneInfo
    holiday_set: str


NO_DESK = Desk(frozenset(), ZoneInfo("Europe/Paris"), "metropole")


def desk_of(agent_id: UUID | None) -> Desk:
    """The organisations of an agent; zone and holidays are those of the first one joined. One query."""
    roles = list(Role.objects.filter(agent=agent_id).select_related("organisation").order_by("pk"))
    if not roles:
        return NO_DESK
    home = roles[0].organisation
    ids = frozenset(role.organisation_id for role in roles)
    return Desk(ids, ZoneInfo(home.time_zone), home.holiday_set)


def receiving_agendas() -> list[Agenda]:
    """Of the whole administration, people first, in the order of the directory. One query."""
    agendas = Agenda.objects.filter(is_active=True, kind__in=RECEIVING)
    agendas = agendas.select_related("organisation", "agent").order_by(
        "kind", "agent__last_name", "title", "pk"
    )
    return list(agendas)


def key_of(agenda: Agenda) -> str:
    """How addresses name an agenda: by its agent, who keeps it for life, else by its number."""
    return str(agenda.agent_id) if agenda.agent_id else f"agenda-{agenda.pk}"


def agenda_by_key(key: str) -> Agenda | None:
    agendas = Agenda.objects.filter(is_active=True, kind__in=RECEIVING).select_related(
        "organisation", "agent"
    )
    number = key.removeprefix("agenda-")
    if number != key:
        return (
            agendas.filter(pk=int(number), agent=None).first()
            if number.isdecimal() and len(number) < 19
            else None
        )
    try:
        return agendas.filter(agent=UUID(key)).first()
    except ValueError:
        return None
