"""The team in the words of the administrator's pages."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from booking.models import Agent
from booking.queries.spelling import plain
from booking.vocabulary import INVITED_FOR, AgentAccess
from foundation.web.components.typography import NO_BREAK, date_heure, jour_du_mois


def shown_access(agent: Agent, now: datetime, zone: ZoneInfo) -> str:
    """An invitation says until when it is worth something."""
    if agent.access != AgentAccess.INVITED or agent.access_since is None:
        return agent.get_access_display()
    until = agent.access_since + INVITED_FOR
    if until <= now:
        return "Invitation expirée"
    return f"Invité, jusqu’au {jour_du_mois(until, zone)}"


def shown_siret(siret: str) -> str:
    """« 216 200 410 00012 », as it is written in French."""
    groups = (siret[:3], siret[3:6], siret[6:9], siret[9:])
    return NO_BREAK.join(group for group in groups if group)


def shown_roles(agent: Agent, *, several: bool) -> list[str]:
    """`several`: there is more than one organisation to name."""
    roles = agent.roles.all()
    if not several:
        return [role.get_level_display() for role in roles]
    return [f"{role.get_level_display()}, {role.organisation.name}" for role in roles]


@dataclass(frozen=True, slots=True)
class Line:
    agent: Agent
    url: str
    roles: Sequence[str]
    services: str
    access: str
    last_seen: str


def lines(agents: Iterable[Agent], *, now: datetime, zone: ZoneInfo, several: bool) -> list[Line]:
    return [_line(agent, now, zone, several) for agent in agents]


def _line(agent: Agent, now: datetime, zone: ZoneInfo, several: bool) -> Line:
    return Line(
        agent=agent,
        url=reverse("agent-collegue", args=[agent.pk]),
        roles=shown_roles(agent, several=several),
        services=", ".join(service.name for service in agent.services.all()),
        access=shown_access(agent, now, zone),
        last_seen=date_heure(agent.last_seen_at, zone) if agent.last_seen_at else "",
    )


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody, by what is expected of the administrator."""

    asking: list[Agent] = field(default_factory=list)
    to_confirm: list[Agent] = field(default_factory=list)
    members: list[Agent] = field(default_factory=list)
    removed: list[Agent] = field(default_factory=list)


def sorted_team(agents: Collection[Agent]) -> Team:
    team = Team()
    places = {
        AgentAccess.REQUESTED: team.asking,
        AgentAccess.REVIEW: team.to_confirm,
        AgentAccess.REMOVED: team.removed,
    }
    for agent in agents:
        places.get(AgentAccess(agent.access), team.members).append(agent)
    return team


def named(agents: Collection[Agent], typed: str) -> list[Agent]:
    """Those whose name or address holds every word typed."""
    words = plain(typed).split()
    return [each for each in agents if all(word in plain(f"{each} {each.email}") for word in words)]
