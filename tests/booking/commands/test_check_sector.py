"""A motif, an address: received or refused, and what is kept of the address."""

from datetime import timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.check_sector import AddressAsked, OutOfSector, check_sector
from booking.commands.keep_sector_address import keep_sector_address
from booking.models import Motif, Usager
from booking.queries.sectors import Address
from booking.vocabulary import SectorLevel
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.makers.office import make_agent
from tests.makers.sectors import ARRAS, make_sector, serve

AT_ARRAS = Address(commune_code="62041", commune_name="Arras", street="12 rue de la Gare")
AT_LENS = Address(commune_code="62498", commune_name="Lens")


@pytest.fixture
def motif(office: Office) -> Motif:
    office.motif.sector_level = SectorLevel.AGENT
    office.motif.save(update_fields=["sector_level"])
    serve(make_sector("Arras", ARRAS), office.motif.organisation, office.agent)
    return office.motif


def test_a_motif_received_everywhere_asks_nothing(office: Office) -> None:
    assert check_sector(office.motif, None) is office.motif


def test_refusals_have_stable_codes(motif: Motif) -> None:
    with pytest.raises(AddressAsked) as asked:
        check_sector(motif, None)
    with pytest.raises(OutOfSector) as out:
        check_sector(motif, AT_LENS)
    assert (asked.value.code, out.value.code) == ("adresse-demandee", "hors-secteur")


def test_a_motif_of_agents_goes_to_them_alone(office: Office, motif: Motif) -> None:
    assert check_sector(motif, AT_ARRAS).among == frozenset({office.agenda.pk})
    # Narrowed already: both hold.
    assert check_sector(motif.received_by([office.agenda.pk, -1]), AT_ARRAS).among == frozenset(
        {office.agenda.pk}
    )
    with pytest.raises(OutOfSector):
        check_sector(motif.received_by([make_agent(motif.organisation).agenda.pk]), AT_ARRAS)


def test_a_motif_of_organisations_is_received_by_whoever_is_free(office: Office, motif: Motif) -> None:
    motif.sector_level = SectorLevel.ORGANISATION
    with pytest.raises(OutOfSector):
        check_sector(motif, AT_ARRAS)
    serve(make_sector("All", ARRAS), motif.organisation)
    assert check_sector(motif, AT_ARRAS).among is None


def test_the_address_goes_to_the_file_that_the_booking_opened(office: Office) -> None:
    booked = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    keep_sector_address(booked, AT_ARRAS)
    keep_sector_address(booked, AT_LENS)
    usager = Usager.objects.get()
    assert (usager.commune_code, usager.address) == ("62041", "12 rue de la Gare, Arras")


def test_a_known_file_is_not_changed_from_a_public_page(office: Office) -> None:
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    later = NOW + timedelta(minutes=1)
    again = book_rdv(office.wanted(NINE + timedelta(hours=1)), identity=ZOE, by=VISITOR, now=later)
    keep_sector_address(again, AT_ARRAS)
    keep_sector_address(again, None)
    assert Usager.objects.get().commune_code == ""
