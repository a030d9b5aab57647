"""What an administrator changes of a sector: its zones, who receives there, and its end."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils.text import slugify

from booking.models import Agent, Organisation, Sector, SectorServed, SectorZone
from booking.policies import may_manage_team
from booking.queries.sector_zones import NewZone
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden, NotFound, Refusal


class SectorKnown(Refusal):
    """The context's `sector_id` says whose page helps."""

    code = "secteur-deja-connu"
    sentence = "Un secteur porte déjà ce nom."


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A whole organisation, or one of its agents."""

    organisation_id: int
    agent_id: UUID | None = None


def check_may_change(by: Actor) -> None:
    """Sectors are the whole administration's. Raises Forbidden."""
    if not may_manage_team(by):
        raise Forbidden


@unit_of_work
def open_sector(name: str, *, by: Actor) -> Sector:
    """Raises Forbidden, SectorKnown."""
    check_may_change(by)
    code = slugify(name)[:60] or _free_code()
    sector, created = Sector.objects.get_or_create(code=code, defaults={"name": name})
    if not created:
        raise SectorKnown(sector_id=sector.pk)
    return sector


@unit_of_work
def remove_sector(sector_id: int, *, by: Actor) -> None:
    """With its zones. Raises Forbidden, NotFound."""
    _locked(sector_id, by).delete()


@unit_of_work
def add_zone(sector_id: int, zone: NewZone, *, by: Actor) -> SectorZone:
    """The zone already there when it is. Raises Forbidden, NotFound."""
    sector = _locked(sector_id, by)
    row, _ = SectorZone.objects.get_or_create(
        sector=sector,
        commune_code=zone.commune_code,
        street=zone.street,
        defaults={
            "commune_name": zone.commune_name,
            "street_name": zone.street_name,
            "street_code": zone.street_code,
        },
    )
    return row


@unit_of_work
def remove_zones(sector_id: int, zone_ids: Collection[int], *, by: Actor) -> None:
    """Raises Forbidden, NotFound."""
    _locked(sector_id, by).zones.filter(pk__in=zone_ids).delete()


@unit_of_work
def serve_sector(sector_id: int, served: Served, *, by: Actor) -> None:
    """Once: saying it again changes nothing. Raises Forbidden, NotFound."""
    sector = _locked(sector_id, by)
    if served.agent_id is None:
        known = Organisation.objects.filter(pk=served.organisation_id).exists()
    else:
        roles = Agent.objects.filter(pk=served.agent_id, roles__organisation=served.organisation_id)
        known = roles.exists()
    if not known:
        raise NotFound
    wanted = SectorServed(sector=sector, organisation_id=served.organisation_id, agent_id=served.agent_id)
    SectorServed.objects.bulk_create([wanted], ignore_conflicts=True)


@unit_of_work
def serve_sector_no_more(sector_id: int, served_id: int, *, by: Actor) -> None:
    """Raises Forbidden, NotFound."""
    _locked(sector_id, by).served.filter(pk=served_id).delete()


def _locked(sector_id: int, by: Actor) -> Sector:
    check_may_change(by)
    sector = Sector.objects.select_for_update().filter(pk=sector_id).first()
    if sector is None:
        raise NotFound
    return sector


def _free_code() -> str:
    """For a name that no letter of the Latin alphabet spells."""
    return f"secteur-{(Sector.objects.aggregate(last=Max('pk'))['last'] or 0) + 1}"
