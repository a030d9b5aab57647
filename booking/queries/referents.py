"""The agents who follow somebody, and what that person may book with them."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from booking.models import Agenda, Agent, Motif, Usager
from booking.vocabulary import BookableBy


def usager_followed(usager_id: UUID) -> Usager | None:
    return Usager.objects.filter(pk=usager_id, erased_at=None).prefetch_related("referents").first()


def agents_receiving() -> Sequence[Agent]:
    """Who may be somebody's referent: an agent at work, with an agenda."""
    rows = Agent.objects.filter(is_active=True, agenda__is_active=True)
    return list(rows.order_by("last_name", "first_name", "pk"))


def agendas_of_referents(usager_ids: Collection[UUID], *, agent_id: UUID | None = None) -> frozenset[int]:
    """Of one of them only when named."""
    rows = _following(usager_ids)
    if agent_id:
        rows = rows.filter(agent=agent_id)
    return frozenset(rows.values_list("pk", flat=True))


def agendas_by_usager(usager_ids: Collection[UUID]) -> Mapping[UUID, frozenset[int]]:
    """Those whom nobody follows are absent. One query."""
    found: dict[UUID, frozenset[int]] = {}
    for usager_id, agenda_id in _following(usager_ids).values_list("agent__followed", "pk"):
        found[usager_id] = found.get(usager_id, frozenset()) | {agenda_id}
    return found


def follow_ups(usager_ids: Collection[UUID]) -> Sequence[tuple[Agent, Sequence[Motif]]]:
    """Each referent with the follow-up motifs they receive for, without those that only an invitation opens."""
    if not usager_ids:
        return []
    agents = Agent.objects.filter(followed__in=usager_ids, is_active=True, agenda__is_active=True)
    referents = {each.agenda.pk: each for each in agents.distinct().select_related("agenda")}
    if not referents:
        return []
    received = Motif.objects.filter(
        follow_up=True,
        is_published=True,
        bookable_by=BookableBy.EVERYONE,
        plages_ouverture__agenda__in=referents,
    )
    by_agenda: dict[int, list[Motif]] = {pk: [] for pk in referents}
    pairs = received.distinct().values_list("plages_ouverture__agenda", "pk")
    motifs = Motif.objects.select_related("organisation", "service").in_bulk({pk for _, pk in pairs})
    for agenda_id, motif_id in pairs:
        if agenda_id in by_agenda:
            by_agenda[agenda_id].append(motifs[motif_id])
    return [
        (referents[pk], sorted(each, key=lambda motif: motif.name)) for pk, each in by_agenda.items() if each
    ]


def _following(usager_ids: Collection[UUID]) -> QuerySet[Agenda]:
    return Agenda.objects.filter(is_active=True, agent__is_active=True, agent__followed__in=usager_ids)
