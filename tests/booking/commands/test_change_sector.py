"""What administrators write about sectors."""

from uuid import uuid4

import pytest

from booking.commands.change_sector import (
    SectorKnown,
    Served,
    add_zone,
    open_sector,
    remove_sector,
    remove_zones,
    serve_sector,
    serve_sector_no_more,
)
from booking.commands.import_sectors import import_sectors
from booking.models import Sector, SectorServed, SectorZone
from booking.queries.sector_zones import NewZone
from foundation.actors import Actor
from foundation.errors import Forbidden, NotFound
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once, counted
from tests.booking.commands.conftest import Office
from tests.booking.commands.membership import make_admin
from tests.makers.sectors import ARRAS, make_sector

ZONE = NewZone(sector_name="Nord", commune_code="62041", commune_name="Arras")
STREET = NewZone(
    sector_name="Nord", commune_code="62041", commune_name="Arras", street_name="Av. du Gal Leclerc"
)


@pytest.fixture
def admin(office: Office) -> Actor:
    return make_admin(office.motif.organisation)


def test_a_sector_is_opened_once_under_one_name(admin: Actor) -> None:
    sector = open_sector("Arras Nord", by=admin)
    assert sector.code == "arras-nord"
    with pytest.raises(SectorKnown) as refused:
        open_sector("arras nord", by=admin)
    assert refused.value.context == {"sector_id": sector.pk}
    assert open_sector("حي السلام", by=admin).code.startswith("secteur-")


def test_a_zone_added_twice_is_one_zone(admin: Actor) -> None:
    sector = open_sector("Nord", by=admin)
    first = add_zone(sector.pk, STREET, by=admin)
    again = NewZone(commune_code="62041", commune_name="Arras", street_name="12 avenue du Général Leclerc")
    assert add_zone(sector.pk, again, by=admin) == first
    assert (first.street, first.street_name) == ("avenue du general leclerc", "Av. du Gal Leclerc")
    remove_zones(sector.pk, [first.pk], by=admin)
    assert not SectorZone.objects.exists()


def test_zones_of_another_sector_are_not_removed_by_its_neighbour(admin: Actor) -> None:
    one, other = make_sector("One", ARRAS), make_sector("Other", ARRAS)
    remove_zones(one.pk, list(SectorZone.objects.values_list("pk", flat=True)), by=admin)
    assert list(SectorZone.objects.values_list("sector", flat=True)) == [other.pk]


def test_an_organisation_or_an_agent_serves_once(office: Office, admin: Actor) -> None:
    sector = make_sector("One", ARRAS)
    whole = Served(organisation_id=office.motif.organisation_id)
    by_name = Served(organisation_id=office.motif.organisation_id, agent_id=office.agent.pk)
    for served in (whole, whole, by_name, by_name):
        serve_sector(sector.pk, served, by=admin)
    assert SectorServed.objects.count() == 2
    for row in SectorServed.objects.all():
        serve_sector_no_more(sector.pk, row.pk, by=admin)
    assert not SectorServed.objects.exists()


def test_who_is_not_of_the_organisation_does_not_serve(office: Office, admin: Actor) -> None:
    sector = make_sector("One", ARRAS)
    for served in (
        Served(organisation_id=office.motif.organisation_id + 10_000),
        Served(organisation_id=office.motif.organisation_id, agent_id=uuid4()),
    ):
        with pytest.raises(NotFound):
            serve_sector(sector.pk, served, by=admin)


def test_a_removed_sector_takes_its_zones_away(admin: Actor) -> None:
    sector = make_sector("One", ARRAS)
    remove_sector(sector.pk, by=admin)
    assert not Sector.objects.exists()
    assert not SectorZone.objects.exists()
    with pytest.raises(NotFound):
        remove_sector(sector.pk, by=admin)


def test_only_administrators_change_sectors(office: Office) -> None:
    from_desk = make_admin(office.motif.organisation)
    agent = Actor(from_desk.kind, from_desk.id, is_admin=False)
    unconfirmed = Actor(from_desk.kind, from_desk.id, is_admin=True, may_write=False)
    sector = make_sector("One", ARRAS)
    for by in (agent, unconfirmed):
        with pytest.raises(Forbidden):
            open_sector("Nord", by=by)
        with pytest.raises(Forbidden):
            add_zone(sector.pk, ZONE, by=by)
        with pytest.raises(Forbidden):
            import_sectors([ZONE], by=by)


def test_an_import_adds_what_lacks_and_nothing_twice(admin: Actor) -> None:
    known = make_sector("Nord", ARRAS)
    south = NewZone(sector_name="Sud", commune_code="62498", commune_name="Lens")
    added = import_sectors([ZONE, STREET, STREET, south], by=admin)
    assert (added.sectors, len(added.zones), added.known) == ({"sud": "Sud"}, 2, 2)
    assert known.zones.count() == 2
    again = import_sectors([ZONE, STREET, south], by=admin)
    assert (again.sectors, len(again.zones), again.known) == ({}, 0, 3)
    assert SectorZone.objects.count() == 3


def test_sectors_of_another_administration_are_out_of_reach(pas_de_calais: Tenant, office: Office) -> None:
    with in_tenant(pas_de_calais):
        theirs = make_sector("Theirs", ARRAS)
    by = make_admin(office.motif.organisation)
    with pytest.raises(NotFound):
        add_zone(theirs.pk, STREET, by=by)
    with in_tenant(pas_de_calais):
        assert SectorZone.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_file_imported_by_two_at_once_is_imported_once(arras: Tenant, office: Office) -> None:
    by = make_admin(office.motif.organisation)
    got = at_once(arras, *[lambda: import_sectors([ZONE, STREET], by=by)] * 2)
    assert counted(got) == {"done": 2}
    assert (Sector.objects.count(), SectorZone.objects.count()) == (1, 2)
