"""The team: who is in it, who may be, who wants to be."""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from booking.models import Agent, Rdv, Role
from booking.vocabulary import AgentAccess, AgentRole, RdvStatus

INSIDE = (AgentAccess.GRANTED, AgentAccess.REVIEW)


def agent_with_roles(agent_id: UUID) -> Agent | None:
    """Only who may be signed in."""
    return _inside().filter(pk=agent_id).first()


def agent_of_account(account_id: UUID) -> Agent | None:
    """Only who may be signed in."""
    return _inside().filter(account_id=account_id).first()


def administrators() -> QuerySet[Agent]:
    """Those who can act as such today: an invited or unconfirmed one cannot."""
    return Agent.objects.filter(
        is_active=True, access=AgentAccess.GRANTED, roles__level=AgentRole.ADMIN
    ).distinct()


def whole_team() -> list[Agent]:
    """In the order of the directory, whatever their access, with roles and services: three queries."""
    return list(_with_place().order_by("last_name", "first_name", "pk"))


def directory() -> list[tuple[str, str]]:
    """Everybody who ever worked here, to choose one from: id and name."""
    rows = Agent.objects.exclude(access=AgentAccess.REQUESTED).order_by("last_name", "first_name", "pk")
    return [(str(agent.pk), f"{agent.last_name} {agent.first_name}") for agent in rows]


def colleague(agent_id: UUID) -> Agent | None:
    return _with_place().filter(pk=agent_id).first()


def agents_of_address(email: str) -> list[Agent]:
    """Those who work here under that address."""
    return list(_with_place().filter(email__iexact=email, is_active=True).order_by("pk")) if email else []


def rdvs_to_come(agent_id: UUID, now: datetime) -> int:
    """How many rdvs somebody else will have to take when this agent leaves."""
    theirs = Q(agenda__agent=agent_id) | Q(occupations__agenda__agent=agent_id)
    rows = Rdv.objects.filter(theirs, status=RdvStatus.SCHEDULED, starts_at__gt=now)
    return rows.distinct().count()


def _inside() -> QuerySet[Agent]:
    return Agent.objects.filter(is_active=True, access__in=INSIDE).prefetch_related("roles")


def _with_place() -> QuerySet[Agent]:
    roles = Role.objects.select_related("organisation").order_by("organisation__name")
    return Agent.objects.prefetch_related(Prefetch("roles", roles), "services")
