"""Who receives the people of an address, and what they may book."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Motif, Sector, SectorZone
from booking.queries.creneaux import creneaux
from booking.queries.offers import offers
from booking.queries.sectors import NOBODY, Address, is_address_asked, motifs_at, reception_at, streets_of
from booking.vocabulary import SectorLevel
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NOW, Office, make_office
from tests.makers.office import make_agent, make_motif, make_organisation
from tests.makers.sectors import ARRAS, LENS, make_sector, serve

AT_ARRAS = Address(commune_code="62041", commune_name="Arras")
AT_LENS = Address(commune_code="62498", commune_name="Lens")


def at(street: str, **more: Any) -> Address:
    return Address(commune_code="62041", commune_name="Arras", street=street, **more)


def level(motif: Motif, wanted: SectorLevel) -> Motif:
    motif.sector_level = wanted
    motif.save(update_fields=["sector_level"])
    return motif


@pytest.fixture
def office(at_arras: Tenant) -> Office:
    return make_office()


def count(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def test_a_commune_leads_to_the_organisation_of_its_sector(office: Office) -> None:
    sector = make_sector("Arras", ARRAS)
    serve(sector, office.motif.organisation)
    assert reception_at(AT_ARRAS).organisations == {office.motif.organisation_id}
    assert reception_at(at("12 rue de la Gare")).sectors == {sector.pk}
    assert reception_at(AT_LENS) == reception_at(None) == NOBODY


def test_a_street_passes_before_its_commune(office: Office) -> None:
    other = make_organisation()
    serve(make_sector("Arras", ARRAS), office.motif.organisation)
    serve(make_sector("Nord", (*ARRAS, "Av. du Gal Leclerc")), other)
    assert reception_at(at("3 bis avenue du Général Leclerc")).organisations == {other.pk}
    assert reception_at(at("rue de la Gare")).organisations == {office.motif.organisation_id}
    assert reception_at(AT_ARRAS).organisations == {office.motif.organisation_id}


def test_a_street_known_by_its_national_code_needs_no_spelling(office: Office) -> None:
    sector = make_sector("Nord", (*ARRAS, "Rue du Bac"))
    SectorZone.objects.update(street_code="62041_0250")
    assert reception_at(at("ancien chemin du bac", street_code="62041_0250")).sectors == {sector.pk}
    assert reception_at(at("ancien chemin du bac")) == NOBODY


def test_several_sectors_receive_one_address_together(office: Office) -> None:
    other = make_organisation()
    serve(make_sector("A", ARRAS), office.motif.organisation)
    serve(make_sector("B", ARRAS, LENS), other)
    assert reception_at(AT_ARRAS).organisations == {office.motif.organisation_id, other.pk}
    assert reception_at(AT_LENS).organisations == {other.pk}


def test_levels_decide_what_is_offered(office: Office) -> None:
    organisation = office.motif.organisation
    sector = make_sector("Arras", ARRAS)
    everywhere = make_motif(organisation)
    level(office.motif, SectorLevel.ORGANISATION)
    reads = [everywhere, office.motif]
    assert motifs_at(reads, AT_ARRAS) == [everywhere]
    serve(sector, organisation)
    assert motifs_at(reads, AT_ARRAS) == reads
    assert motifs_at(reads, AT_LENS) == motifs_at(reads, None) == [everywhere]
    # An agent's motif is not received by a whole organisation.
    level(office.motif, SectorLevel.AGENT)
    assert motifs_at(reads, AT_ARRAS) == [everywhere]


def test_an_agents_motif_is_offered_with_that_agent_alone(office: Office) -> None:
    organisation = office.motif.organisation
    idle, sector = make_agent(organisation), make_sector("Arras", ARRAS)
    level(office.motif, SectorLevel.AGENT)
    serve(sector, organisation, idle)
    assert motifs_at([office.motif], AT_ARRAS) == [], "an agent without an opening for it receives nobody"
    serve(sector, organisation, office.agent)
    (offered,) = motifs_at([office.motif], AT_ARRAS)
    assert offered.among == frozenset({office.agenda.pk, idle.agenda.pk})
    (found,) = [each for each in offers(now=NOW, address=AT_ARRAS) if each.motif.pk == office.motif.pk]
    assert found.next_start is not None
    assert offers(now=NOW, address=AT_LENS) == []


def test_searches_keep_to_the_agents_of_the_sector(office: Office) -> None:
    idle = make_agent(office.motif.organisation)
    days: dict[str, Any] = {"first_day": NOW.date(), "last_day": NOW.date() + timedelta(days=7), "now": NOW}
    assert creneaux(office.motif.received_by([office.agenda.pk]), **days)
    assert creneaux(office.motif.received_by([idle.agenda.pk]), **days) == []


def test_an_agent_of_another_organisation_or_who_left_receives_nobody(office: Office) -> None:
    sector = make_sector("Arras", ARRAS)
    serve(sector, make_organisation(), office.agent)
    level(office.motif, SectorLevel.AGENT)
    assert motifs_at([office.motif], AT_ARRAS) == []
    serve(sector, office.motif.organisation, office.agent)
    assert motifs_at([office.motif], AT_ARRAS) != []
    office.agent.is_active = False
    office.agent.save(update_fields=["is_active"])
    assert motifs_at([office.motif], AT_ARRAS) == []


def test_the_address_is_asked_only_where_a_motif_depends_on_it(office: Office) -> None:
    assert not is_address_asked()
    level(office.motif, SectorLevel.ORGANISATION)
    assert is_address_asked()
    Motif.objects.update(is_published=False)
    assert not is_address_asked()


def test_streets_are_listed_once_each_as_they_were_written(office: Office) -> None:
    make_sector("A", (*ARRAS, "Rue du Bac"), (*ARRAS, "Avenue Foch"), LENS)
    make_sector("B", (*ARRAS, "rue du bac"))
    assert [each.casefold() for each in streets_of("62041")] == ["avenue foch", "rue du bac"]
    assert streets_of("62498") == []


def test_another_administration_sees_none_of_our_sectors(pas_de_calais: Tenant, office: Office) -> None:
    serve(make_sector("Arras", ARRAS), office.motif.organisation)
    with in_tenant(pas_de_calais):
        assert reception_at(AT_ARRAS) == NOBODY


def test_the_number_of_queries_depends_on_nothing(office: Office) -> None:
    level(office.motif, SectorLevel.AGENT)
    serve(make_sector("One", ARRAS), office.motif.organisation, office.agent)
    few = count(lambda: motifs_at([office.motif], at("rue du Bac")))
    for number in range(12):
        organisation = make_organisation()
        agent = make_agent(organisation)
        sector = make_sector(f"Sector {number}", ARRAS, (*ARRAS, "rue du Bac"))
        serve(sector, organisation)
        serve(sector, organisation, agent)
        serve(sector, office.motif.organisation, office.agent)
    motifs = [
        office.motif,
        *(level(make_motif(office.motif.organisation), SectorLevel.AGENT) for _ in range(5)),
    ]
    assert count(lambda: motifs_at(motifs, at("rue du Bac"))) == few == 3
    everywhere = [make_motif(office.motif.organisation)]
    assert count(lambda: motifs_at(everywhere, AT_ARRAS)) == 0


def test_among_twenty_thousand_zones_the_index_answers(office: Office) -> None:
    sector = Sector.objects.create(name="Grand", code="grand")
    SectorZone.objects.bulk_create(
        SectorZone(
            sector=sector,
            commune_code=f"{62_000 + number // 20:05}",
            commune_name="Commune",
            street=f"rue {number % 20}" if number % 20 else "",
        )
        for number in range(20_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE booking_sectorzone")
    address = at("rue 7")
    with CaptureQueriesContext(connection) as captured:
        assert reception_at(address).sectors == {sector.pk}
    zones = captured.captured_queries[0]["sql"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {zones}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "sector_zone_commune" in plan
    assert "Seq Scan on booking_sectorzone" not in plan
