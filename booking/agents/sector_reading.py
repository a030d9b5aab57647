"""Sectors as lines and choices of the administrators' pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from booking.models import Sector, SectorServed
from booking.queries.sector_list import who_may_serve
from booking.queries.spelling import plain
from foundation.web.components.typography import pluriel


@dataclass(frozen=True, slots=True)
class SectorLine:
    name: str
    url: str
    zones: str
    served: str


def sector_lines(sectors: Sequence[Sector]) -> list[SectorLine]:
    return [
        SectorLine(
            name=sector.name,
            url=reverse("agent-secteur", args=[sector.pk]),
            zones=pluriel(getattr(sector, "zones_count", 0), "zone,zones"),
            served=", ".join(name for _, name in served_lines(sector)) or "Personne pour l’instant",
        )
        for sector in sectors
    ]


def served_lines(sector: Sector) -> list[tuple[int, str]]:
    """Whole organisations first, as the alphabet goes."""
    rows = sorted(
        sector.served.all(), key=lambda each: (each.agent is not None, plain(name_of(each)), each.pk)
    )
    return [(each.pk, name_of(each)) for each in rows]


def name_of(served: SectorServed) -> str:
    if served.agent is None:
        return served.organisation.name
    return f"{served.agent} ({served.organisation.name})"


def served_choices() -> list[tuple[str, str]]:
    """What `sector_inputs.served_in` reads."""
    organisations, agents = who_may_serve()
    return [
        ("", "Choisissez"),
        *((str(each.pk), f"{each.name} – toute l’organisation") for each in organisations),
        *(
            (f"{organisation.pk}:{agent.pk}", f"{agent} – {organisation.name}")
            for organisation, agent in agents
        ),
    ]
