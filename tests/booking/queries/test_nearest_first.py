"""Once an address is given, who serves it comes first."""

from datetime import date

import pytest

from booking.commands.open_plage import open_plage
from booking.models import Motif, PlageOuverture
from booking.queries.elsewhere import elsewhere
from booking.queries.offers import offers
from booking.queries.sectors import Address
from booking.vocabulary import SectorLevel
from tenants.models import Tenant
from tests.booking.commands.conftest import NOW, Office, make_office
from tests.booking.queries.test_sectors import AT_ARRAS, AT_LENS, count, level
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation
from tests.makers.sectors import ARRAS, LENS, make_sector, serve


@pytest.fixture
def office(at_arras: Tenant) -> Office:
    return make_office()


def test_who_serves_the_address_comes_first_among_those_who_receive_everybody(office: Office) -> None:
    service, first, motifs = office.motif.service, make_organisation(name="Aaa"), []
    near = make_organisation(name="Zzz")
    for organisation in (first, near):
        motifs.append(
            make_motif(organisation, service=service, name="Impôts", slug=f"impots-{organisation.pk}")
        )
    serve(make_sector("Lens", LENS), near)
    level(make_motif(near, service=service, name="Social", slug="social"), SectorLevel.ORGANISATION)

    def shown(address: Address | None) -> list[tuple[str, str]]:
        return [(each.motif.organisation.name, each.motif.name) for each in offers(now=NOW, address=address)]

    mine = (office.motif.organisation.name, office.motif.name)
    assert shown(None) == sorted([mine, ("Aaa", "Impôts"), ("Zzz", "Impôts")], key=lambda each: each[1])
    assert shown(AT_LENS) == [("Zzz", "Impôts"), ("Zzz", "Social"), ("Aaa", "Impôts"), mine]


def test_the_order_by_sector_costs_no_query(office: Office) -> None:
    level(office.motif, SectorLevel.ORGANISATION)
    serve(make_sector("Arras", ARRAS), office.motif.organisation)
    make_motif(office.motif.organisation, service=office.motif.service, slug="sans-horaire")
    few = count(lambda: offers(now=NOW, address=AT_ARRAS))
    for number in range(6):
        organisation = make_organisation()
        serve(make_sector(f"Secteur {number}", ARRAS), organisation)
        make_motif(organisation, service=office.motif.service, slug=f"motif-{number}")
    assert count(lambda: offers(now=NOW, address=AT_ARRAS)) == few


def same_motif(office: Office, name: str, first_day: date) -> Motif:
    """As the office's own, received by another organisation from that day on."""
    there = make_organisation(name=name)
    motif = make_motif(there, service=office.motif.service, name=office.motif.name, slug=name.lower())
    plage = PlageOuverture(
        agenda=make_agent(there).agenda,
        lieu=make_lieu(there),
        first_day=first_day,
        periods=[["09:00", "12:00"]],
        recurrence={"every": "week", "weekdays": [1, 2, 3, 4, 5]},
    )
    open_plage(plage, [motif], now=NOW)
    return motif


def test_elsewhere_begins_with_who_serves_the_address(office: Office) -> None:
    same_motif(office, "Avion", date(2026, 11, 24))
    near = level(same_motif(office, "Lens", date(2026, 11, 26)), SectorLevel.ORGANISATION)
    serve(make_sector("Lens", LENS), near.organisation)

    def found() -> list[str]:
        offered = elsewhere(office.motif, now=NOW, address=AT_LENS)
        return [each.motif.organisation.name for each in offered]

    assert found() == ["Lens", "Avion"]
    two = count(found)
    same_motif(office, "Arques", date(2026, 11, 25))
    assert found() == ["Lens", "Avion", "Arques"]
    assert count(found) == two
