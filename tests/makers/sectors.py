from booking.models import Agent, Organisation, Sector, SectorServed, SectorZone
from booking.queries.sector_streets import street_key

ARRAS, LENS = ("62041", "Arras"), ("62498", "Lens")


def make_sector(name: str, *zones: tuple[str, str] | tuple[str, str, str]) -> Sector:
    """Zones are (code, commune) or (code, commune, street)."""
    sector = Sector.objects.create(name=name, code=name.lower().replace(" ", "-"))
    for code, commune, *street in zones:
        typed = street[0] if street else ""
        SectorZone.objects.create(
            sector=sector,
            commune_code=code,
            commune_name=commune,
            street=street_key(typed),
            street_name=typed,
        )
    return sector


def serve(sector: Sector, organisation: Organisation, agent: Agent | None = None) -> SectorServed:
    return SectorServed.objects.create(sector=sector, organisation=organisation, agent=agent)
