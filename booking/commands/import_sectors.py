"""Add the zones of a file to the sectors it names."""

from collections.abc import Iterable

from booking.commands.change_sector import check_may_change
from booking.models import Sector, SectorZone
from booking.queries.sector_zones import Comparison, NewZone, compared
from foundation.actors import Actor
from foundation.database.unit import unit_of_work

AT_ONCE = 1_000


@unit_of_work
def import_sectors(zones: Iterable[NewZone], *, by: Actor) -> Comparison:
    """Sectors that do not exist are opened; nothing is taken away, and the same file twice adds nothing.

    Raises Forbidden.
    """
    check_may_change(by)
    # A sector that somebody removes meanwhile would take what is added to it along: it stays until then.
    list(Sector.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    added = compared(zones)
    Sector.objects.bulk_create(
        [Sector(code=code, name=name) for code, name in added.sectors.items()], ignore_conflicts=True
    )
    codes = {zone.sector_code for zone in added.zones}
    sectors = dict(Sector.objects.filter(code__in=codes).values_list("code", "pk"))
    rows = [
        SectorZone(
            sector_id=sectors[zone.sector_code],
            commune_code=zone.commune_code,
            commune_name=zone.commune_name,
            street=zone.street,
            street_name=zone.street_name,
            street_code=zone.street_code,
        )
        for zone in added.zones
    ]
    SectorZone.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    return added
