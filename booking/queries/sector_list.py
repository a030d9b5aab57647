"""Sectors as an administrator sees them."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from booking.models import Agent, Organisation, Sector, SectorZone
from booking.queries.spelling import plain

SERVED = ("served__organisation", "served__agent")


def sectors() -> Sequence[Sector]:
    """With `zones_count`, and who receives in `served`, as the alphabet goes. Four queries."""
    rows = Sector.objects.annotate(zones_count=Count("zones")).prefetch_related(*SERVED)
    return sorted(rows, key=lambda sector: (plain(sector.name), sector.pk))


def sector_by_id(sector_id: int) -> Sector | None:
    """Four queries."""
    return Sector.objects.prefetch_related(*SERVED).filter(pk=sector_id).first()


def zones_of(sector: Sector, searched: str = "") -> QuerySet[SectorZone]:
    """By commune then street; those whose commune or street has these words."""
    rows = SectorZone.objects.filter(sector=sector).order_by("commune_name", "commune_code", "street", "pk")
    for word in searched.split():
        rows = rows.filter(Q(commune_name__icontains=word) | Q(street_name__icontains=word))
    return rows


def all_zones() -> QuerySet[SectorZone]:
    rows = SectorZone.objects.select_related("sector")
    return rows.order_by("sector__name", "sector_id", "commune_name", "commune_code", "street", "pk")


def who_may_serve() -> tuple[Sequence[Organisation], Sequence[tuple[Organisation, Agent]]]:
    """Organisations, and agents in each of theirs. Three queries."""
    organisations = sorted(Organisation.objects.all(), key=lambda each: (plain(each.name), each.pk))
    agents = Agent.objects.filter(is_active=True).prefetch_related("roles__organisation")
    placed = [(role.organisation, agent) for agent in agents for role in agent.roles.all()]
    return organisations, sorted(
        placed, key=lambda each: (plain(each[1].last_name), plain(each[1].first_name), each[0].pk)
    )
