"""Furnish an office from a plain description: first motif and lieu of a new tenant, demonstration, import.

Run twice, it is the same office: organisations, lieux and motifs are known by their slug, agents by their e-mail.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from booking.commands.index import lock_agendas, reindex_ahead
from booking.commands.prove_index import watch_index
from booking.models import (
    Absence,
    Agenda,
    Agent,
    Lieu,
    Motif,
    Organisation,
    PlageOuverture,
    Role,
    Service,
)
from booking.vocabulary import AgentAccess, AgentRole, BookableBy, Colour, Modalite
from foundation.database.unit import unit_of_work

type Hours = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLieu:
    slug: str
    name: str
    address: str
    access: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMotif:
    slug: str
    name: str
    service: str
    duration_min: int = 30
    modalite: Modalite = Modalite.ON_SITE
    bookable_by: BookableBy = BookableBy.EVERYONE
    colour: Colour = Colour.BLUE
    to_bring: str = ""
    instructions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlage:
    """`weekdays` are ISO numbers, `hours` wall-clock; `lieu` is a slug, empty for what needs none."""

    lieu: str
    motifs: tuple[str, ...]
    first_day: date
    last_day: date
    weekdays: tuple[int, ...]
    hours: Hours
    every_weeks: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAbsence:
    title: str
    first_day: date
    last_day: date
    start: time = time(0)
    end: time = time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgent:
    first_name: str
    last_name: str
    # Invited: who proves it by ProConnect enters. Without one, an agent receives and never signs in.
    email: str
    services: tuple[str, ...]
    role: AgentRole = AgentRole.AGENT
    plages: tuple[NewPlage, ...] = ()
    absences: tuple[NewAbsence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One organisation with everything that belongs to it. `services` are (name, short name)."""

    slug: str
    name: str
    phone: str = ""
    time_zone: str = "Europe/Paris"
    holiday_set: str = "metropole"
    services: tuple[tuple[str, str], ...] = ()
    lieux: tuple[NewLieu, ...] = ()
    motifs: tuple[NewMotif, ...] = ()
    agents: tuple[NewAgent, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """`newcomers` are the e-mails of the agents who were not there before."""

    organisation: Organisation
    newcomers: frozenset[str]


@unit_of_work
def settle_in(office: Office, *, now: datetime) -> Settled:
    """Create what is missing in the current administration and index the free time of new plages.

    What is already there is left as it is: people may have changed it since.
    """
    organisation, _ = Organisation.objects.get_or_create(
        slug=office.slug,
        defaults={
            "name": office.name,
            "phone": office.phone,
            "time_zone": office.time_zone,
            "holiday_set": office.holiday_set,
        },
    )
    services = {
        name: Service.objects.get_or_create(name=name, defaults={"short_name": short})[0]
        for name, short in office.services
    }
    lieux = {lieu.slug: _lieu(organisation, lieu) for lieu in office.lieux}
    motifs = {motif.slug: _motif(organisation, services[motif.service], motif) for motif in office.motifs}
    opened = {
        agent.email: agenda.pk
        for agent in office.agents
        if (agenda := _agent(organisation, services, lieux, motifs, agent, now))
    }
    if opened:
        lock_agendas(opened.values())
        reindex_ahead(list(opened.values()), now)
        watch_index(now)
    return Settled(organisation, frozenset(opened))


def _lieu(organisation: Organisation, new: NewLieu) -> Lieu:
    values = {"name": new.name, "address": new.address, "access": new.access, "phone": new.phone}
    return Lieu.objects.get_or_create(slug=new.slug, defaults={"organisation": organisation, **values})[0]


def _motif(organisation: Organisation, service: Service, new: NewMotif) -> Motif:
    values = {
        "name": new.name,
        "duration_min": new.duration_min,
        "modalite": new.modalite,
        "bookable_by": new.bookable_by,
        "colour": new.colour,
        "to_bring": new.to_bring,
        "instructions": new.instructions,
    }
    return Motif.objects.get_or_create(
        slug=new.slug, defaults={"organisation": organisation, "service": service, **values}
    )[0]


def _agent(
    organisation: Organisation,
    services: dict[str, Service],
    lieux: dict[str, Lieu],
    motifs: dict[str, Motif],
    new: NewAgent,
    now: datetime,
) -> Agenda | None:
    """The agenda whose plages were just opened; None when the agent was already there."""
    access = AgentAccess.INVITED if new.email else AgentAccess.NONE
    values = {"first_name": new.first_name, "last_name": new.last_name, "access": access, "access_since": now}
    agent, created = Agent.objects.get_or_create(email=new.email, defaults=values)
    Role.objects.get_or_create(agent=agent, organisation=organisation, defaults={"level": new.role})
    if not created:
        return None
    agent.services.set(services[name] for name in new.services)
    agenda = Agenda.objects.create(organisation=organisation, title=str(agent), agent=agent)
    for plage in new.plages:
        _plage(agenda, lieux.get(plage.lieu), [motifs[slug] for slug in plage.motifs], plage)
    for absence in new.absences:
        Absence.objects.create(
            agenda=agenda,
            title=absence.title,
            first_day=absence.first_day,
            last_day=absence.last_day,
            start_time=absence.start,
            end_time=absence.end,
        )
    return agenda


def _plage(agenda: Agenda, lieu: Lieu | None, motifs: list[Motif], new: NewPlage) -> None:
    plage = PlageOuverture.objects.create(
        agenda=agenda,
        lieu=lieu,
        first_day=new.first_day,
        last_day=new.last_day,
        periods=[list(hours) for hours in new.hours],
        recurrence={"every": "week", "interval": new.every_weeks, "weekdays": list(new.weekdays)},
    )
    plage.motifs.set(motifs)
