"""Motifs as an administrator sets them, and what was read of one when somebody began to change it."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from booking.models import Motif, Organisation, Service
from booking.queries.spelling import plain
from booking.vocabulary import AgentRole


def organisations_set_by(agent_id: UUID | None) -> Sequence[Organisation]:
    """Those that this agent administers, as the alphabet goes."""
    found = Organisation.objects.filter(roles__agent=agent_id, roles__level=AgentRole.ADMIN)
    return sorted(found, key=lambda each: (plain(each.name), each.pk))


def administers(agent_id: UUID | None, organisation_id: int) -> bool:
    return Organisation.objects.filter(
        pk=organisation_id, roles__agent=agent_id, roles__level=AgentRole.ADMIN
    ).exists()


def motifs_set_by(agent_id: UUID | None) -> Sequence[Motif]:
    """By organisation, service and name. One query."""
    found = Motif.objects.select_related("organisation", "service").filter(
        organisation__roles__agent=agent_id, organisation__roles__level=AgentRole.ADMIN
    )
    return sorted(
        found,
        key=lambda each: (
            plain(each.organisation.name),
            plain(each.service.name),
            plain(each.name),
            each.pk,
        ),
    )


def motif_to_set(slug: str) -> Motif | None:
    return Motif.objects.select_related("organisation", "service").filter(slug=slug).first()


def services_to_choose() -> Sequence[Service]:
    return sorted(Service.objects.all(), key=lambda each: (plain(each.name), each.pk))


def seen_of(motif: Motif, columns: Iterable[str]) -> str:
    """Differs as soon as one of these columns does: the form carries it, the command compares."""
    values = {name: getattr(motif, name) for name in sorted(columns)}
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:20]
