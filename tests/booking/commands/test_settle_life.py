"""Life of an office from a plain description."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.commands.settle_life import Life, NewInvitation, settle_life
from booking.commands.settle_sectors import NewSector
from booking.models import Invitation, Motif, Sector, SectorServed, SectorZone, SiteSettings
from booking.vocabulary import AgentRole, BookableBy
from foundation.errors import Forbidden
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation, make_service

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ADMIN, AGENT = "amina@arras.example", "hugo@arras.example"
QUARTER = NewSector(
    name="Arras nord",
    organisation="mairie",
    agents=(AGENT,),
    communes=(("62041", "Arras"),),
    streets=("Rue de Lille", "Rue de Douai"),
)


@pytest.fixture
def office(arras: Tenant) -> Tenant:
    with in_tenant(arras):
        mairie = make_organisation(name="Mairie", slug="mairie")
        make_lieu(mairie)
        make_motif(mairie, service=make_service(), slug="passeport", bookable_by=BookableBy.EVERYONE)
        make_agent(mairie, email=ADMIN, level=AgentRole.ADMIN)
        make_agent(mairie, email=AGENT)
    return arras


def test_motifs_sectors_invitations_and_the_site_are_as_described(office: Tenant, prefecture: Tenant) -> None:
    invitation = NewInvitation(
        motif="passeport", service=True, purpose="", expires_at=NOW + timedelta(days=9)
    )
    life = Life(
        admin=ADMIN,
        asked={"passeport": {"under_pressure": True}},
        sectors=(QUARTER,),
        invitations=(invitation,),
        site={"embed_hosts": ["https://www.arras.example"]},
    )

    with in_tenant(office):
        settle_life(life, now=NOW)

        assert Motif.objects.get().under_pressure
        assert Invitation.objects.get().service == Motif.objects.get().service
        assert SiteSettings.objects.get().embed_hosts == ["https://www.arras.example"]
        assert set(SectorZone.objects.values_list("street_name", flat=True)) == set(QUARTER.streets)
        assert {each.agent and each.agent.email for each in SectorServed.objects.all()} == {None, AGENT}
    with in_tenant(prefecture):
        assert not Sector.objects.exists()


def test_sectors_settled_twice_are_the_same(office: Tenant) -> None:
    with in_tenant(office):
        for _ in range(2):
            settle_life(Life(admin=ADMIN, sectors=(QUARTER,)), now=NOW)
        assert (Sector.objects.count(), SectorZone.objects.count(), SectorServed.objects.count()) == (1, 2, 2)


def test_who_is_not_an_administrator_changes_nothing(office: Tenant) -> None:
    with in_tenant(office), pytest.raises(Forbidden):
        settle_life(Life(admin=AGENT, asked={"passeport": {"follow_up": True}}, sectors=(QUARTER,)), now=NOW)
    with in_tenant(office):
        assert not Motif.objects.get().follow_up
