"""Divide the territory from a plain description."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.commands.change_sector import Served, serve_sector
from booking.commands.import_sectors import import_sectors
from booking.models import Agent, Organisation, Sector
from booking.queries.sector_zones import NewZone
from foundation.actors import Actor
from foundation.database.unit import unit_of_work


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSector:
    """Received by a whole organisation (its slug) and by some of its agents (their e-mails). `communes` are (INSEE
    code, name); with `streets`, only these streets of each.
    """

    name: str
    organisation: str
    agents: tuple[str, ...] = ()
    communes: tuple[tuple[str, str], ...]
    streets: tuple[str, ...] = ()

    @property
    def zones(self) -> list[NewZone]:
        return [
            NewZone(sector_name=self.name, commune_code=code, commune_name=name, street_name=street)
            for code, name in self.communes
            for street in self.streets or ("",)
        ]


@unit_of_work
def settle_sectors(sectors: Sequence[NewSector], *, by: Actor) -> None:
    """Run twice, they are the same sectors. Raises Forbidden."""
    if not sectors:
        return
    import_sectors([zone for each in sectors for zone in each.zones], by=by)
    known = dict(Sector.objects.filter(name__in=[each.name for each in sectors]).values_list("name", "pk"))
    houses = dict(Organisation.objects.values_list("slug", "pk"))
    agents = dict(Agent.objects.values_list("email", "pk"))
    for each in sectors:
        house = houses[each.organisation]
        serve_sector(known[each.name], Served(organisation_id=house), by=by)
        for email in each.agents:
            served = Served(organisation_id=house, agent_id=agents[email])
            serve_sector(known[each.name], served, by=by)
