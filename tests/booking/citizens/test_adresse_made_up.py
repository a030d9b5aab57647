"""What is typed of where one lives, however it is written, is refused with a sentence and stays in the field."""

from typing import Any

import pytest

from booking.models import Motif, Usager
from booking.vocabulary import SectorLevel
from tests.booking.citizens.conftest import SLOTS, Office, Visitor, slots, text, value_of
from tests.makers.sectors import ARRAS, make_sector, serve

ADDRESS, STREET = "/adresse/?motif=passeport", "/adresse/rue/?motif=passeport"
LONG = "x" * 100_000


@pytest.fixture
def sectorised(office: Office) -> Office:
    """Streets count."""
    Motif.objects.filter(slug="passeport").update(sector_level=SectorLevel.AGENT)
    serve(make_sector("Arras", ARRAS), office.organisation, office.agent)
    make_sector("Nord", (*ARRAS, "Rue du Bac"))
    return office


def test_a_commune_is_found_however_its_accents_are_typed(sectorised: Office, browser: Visitor) -> None:
    asked = browser.post(ADDRESS, {"commune": "Be\u0301thune"})
    assert (asked.status_code, asked["Location"]) == (303, SLOTS)


@pytest.mark.parametrize("typed", ["Atlantide", "Pe\u0301kin\u0323", "پاریس\u200f"])
def test_an_unknown_commune_stays_in_the_field(typed: str, sectorised: Office, browser: Visitor) -> None:
    refused = browser.post(ADDRESS, {"commune": typed})
    assert refused.status_code == 422
    assert value_of(refused, "commune") == typed


@pytest.mark.parametrize("code", [LONG, "\0", "62041\0", "٦٢٠٤١", "-1"])
def test_a_forged_code_is_believed_by_nobody(code: str, sectorised: Office, browser: Visitor) -> None:
    refused = browser.post(ADDRESS, {"commune": "Sainte-Colombe", "code": code, "choix": "1"})
    assert refused.status_code == 422
    assert value_of(refused, "commune") == "Sainte-Colombe"
    assert "\0" not in refused.content.decode()
    assert len(refused.content) < 60_000
    assert browser.get(SLOTS)["Location"] == ADDRESS


def typing_street(browser: Visitor, **typed: str) -> Any:
    browser.post(ADDRESS, {"commune": "Arras"})
    return browser.post(STREET, typed)


@pytest.mark.parametrize("field", ["rue", "voie", "proposition"])
@pytest.mark.parametrize("typed", [LONG, "Rue du Bac\0"])
def test_a_street_that_no_field_holds_is_refused(
    field: str, typed: str, sectorised: Office, browser: Visitor
) -> None:
    said = {"voie": "12 rue de la Gare"} | {field: typed}
    refused = typing_street(browser, **said)
    assert refused.status_code == 422
    assert "Une réponse est à corriger" in text(refused)
    assert "\0" not in refused.content.decode()
    assert len(refused.content) < 60_000
    if field != "voie":
        assert value_of(refused, "voie") == "12 rue de la Gare"


@pytest.mark.parametrize("street", ["12 rue de l’E\u0301galite\u0301", "١٢ شارع الجمهورية"])
def test_a_street_of_any_script_is_kept(street: str, sectorised: Office, browser: Visitor) -> None:
    assert typing_street(browser, voie=street)["Location"] == SLOTS
    assert slots(browser.get(SLOTS))
    browser.hold()
    browser.confirm()
    assert Usager.objects.get().address


def test_a_street_known_is_found_however_its_accents_are_typed(sectorised: Office, browser: Visitor) -> None:
    make_sector("Sud", (*ARRAS, "Avenue du Général Leclerc"))
    assert typing_street(browser, voie="3 avenue du Ge\u0301ne\u0301ral Leclerc")["Location"] == SLOTS
    assert slots(browser.get(SLOTS)) == []
