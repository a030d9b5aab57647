"""Zones asked for against zones known: what an import would add."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from booking.models import Sector, SectorZone
from booking.queries.sector_streets import street_key

type Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewZone:
    """Of a sector known by its name or its code; without a street, the whole commune."""

    sector_name: str = ""
    commune_code: str
    commune_name: str
    street_name: str = ""
    street_code: str = ""

    # Worked out once: a file has thousands.
    sector_code: str = field(init=False)
    street: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sector_code", slugify(self.sector_name)[:60])
        object.__setattr__(self, "street", street_key(self.street_name))

    @property
    def key(self) -> Key:
        return self.sector_code, self.commune_code, self.street


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`sectors` by code; `known`: zones that are there already, or twice in what is asked."""

    sectors: dict[str, str]
    zones: Sequence[NewZone]
    known: int


def compared(asked: Iterable[NewZone]) -> Comparison:
    """Two queries."""
    zones: dict[Key, NewZone] = {}
    count = 0
    for zone in asked:
        zones.setdefault(zone.key, zone)
        count += 1
    names = {zone.sector_code: zone.sector_name for zone in reversed(zones.values())}
    there = set(Sector.objects.filter(code__in=names).values_list("code", flat=True))
    rows = SectorZone.objects.filter(sector__code__in=there)
    known = set(rows.values_list("sector__code", "commune_code", "street"))
    fresh = [zone for key, zone in zones.items() if key not in known]
    return Comparison(
        sectors={code: name for code, name in names.items() if code not in there},
        zones=fresh,
        known=count - len(fresh),
    )
