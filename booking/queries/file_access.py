"""The access journal, as the administrator reads it and as the person may."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, F, Func, Prefetch, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext as _

from booking.models import AccessEntry, Agent, Role
from booking.queries.spelling import plain
from booking.vocabulary import FileAccess

# What a person reads of it on one page, most recent first.
SHOWN_TO_THE_PERSON = 200
ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ"


def journal(
    *,
    usager: str = "",
    agent_id: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[AccessEntry]:
    """Most recent first, with agent and usager. Every word of `usager` is in the name, accents or not."""
    rows = AccessEntry.objects.select_related("agent", "usager").order_by("-at", "-pk")
    if words := plain(usager).split():
        rows = rows.annotate(plain_name=_plain("usager__first_name", "usager__last_name"))
        for word in words:
            rows = rows.filter(plain_name__contains=word)
    if agent_id:
        rows = rows.filter(agent=agent_id)
    if since:
        rows = rows.filter(at__gte=since)
    if until:
        rows = rows.filter(at__lt=until)
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBy:
    """One access to somebody's file. No agent's name: the person is told which service and which role, the
    administrator knows who (GDPR art. 15; CJEU C-579/21).
    """

    at: datetime
    usager_id: UUID
    action: FileAccess
    role: str
    organisations: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


def accesses_of(
    usager_ids: Collection[UUID], *, at_most: int | None = SHOWN_TO_THE_PERSON
) -> Sequence[SeenBy]:
    """Three queries and a fourth for the roles, whatever there is. Most recent first."""
    roles = Role.objects.select_related("organisation").order_by("organisation__name")
    agents = Agent.objects.prefetch_related(Prefetch("roles", roles), "services")
    rows = AccessEntry.objects.filter(usager__in=usager_ids).order_by("-at", "-pk")
    return [_seen(each) for each in rows.prefetch_related(Prefetch("agent", agents))[:at_most]]


def _plain(*names: str) -> Func:
    """As `spelling.plain`, in the database, for the accents of French names."""
    words = [part for name in names for part in (Value(" "), F(name))]
    return Func(
        Lower(Concat(*words, output_field=CharField())),
        Value(ACCENTED),
        Value(plain(ACCENTED)),
        function="translate",
        output_field=CharField(),
    )


def _seen(entry: AccessEntry) -> SeenBy:
    seen = SeenBy(
        at=entry.at,
        usager_id=entry.usager_id,
        action=FileAccess(entry.action),
        role=_("Vous ou un proche"),
    )
    if entry.agent is None:
        return seen
    roles = list(entry.agent.roles.all())
    levels = {role.get_level_display() for role in roles}
    return replace(
        seen,
        organisations=tuple(role.organisation.name for role in roles),
        services=tuple(sorted(service.name for service in entry.agent.services.all())),
        role="Administrateur" if "Administrateur" in levels else "Agent",
    )
