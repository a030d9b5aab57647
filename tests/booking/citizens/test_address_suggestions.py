"""Streets from a national address base, when there is one: server to server, and never in the way."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches

from booking.citizens.address_suggestions import suggestions
from booking.models import SectorZone
from foundation import clock as house_clock
from tests.booking.citizens.conftest import Visitor, text
from tests.counterparts.addresses.client import Addresses
from tests.makers.office import make_motif, make_organisation
from tests.makers.sectors import ARRAS, make_sector

STREET = "/adresse/rue/"


@pytest.fixture(scope="module")
def server() -> Iterator[Addresses]:
    with Addresses.start() as addresses:
        yield addresses


@pytest.fixture
def addresses(server: Addresses, settings: Any) -> Iterator[Addresses]:
    server.mend()
    settings.ADDRESSES_URL = server.url
    caches["shared"].clear()
    yield server
    server.mend()
    caches["shared"].clear()


def test_streets_of_that_commune_are_suggested_and_asked_once(addresses: Addresses) -> None:
    found = suggestions("12 rue de la gar", "62041")
    assert [(each.name, each.street_code) for each in found] == [
        ("12 Rue de la Gare", "62041_0250"),
        ("12 Rue de la Garenne", "62041_0301"),
    ]
    assert suggestions("12  RUE de la gar", "62041") == found
    assert addresses.asked() == [{"q": "12 rue de la gar", "citycode": "62041", "limit": "5"}]


def test_a_municipality_is_no_street(addresses: Addresses) -> None:
    assert suggestions("xyzxyz", "62041") == []


@pytest.mark.parametrize("typed", ["", "ru", "12", "r" * 100_000, "\0rue"])
def test_what_is_no_street_is_asked_of_nobody(addresses: Addresses, typed: str) -> None:
    assert suggestions(typed, "62041") == []
    assert addresses.asked() == []


@pytest.mark.parametrize(
    "fault",
    [
        *("not-json", "no-features", "odd-features", "endless", "error-500", "error-503", "too-many"),
        *("redirect", "cut", "hang", "drip"),
    ],
)
def test_whatever_goes_wrong_there_the_field_stays_plain(addresses: Addresses, fault: str) -> None:
    addresses.break_down(fault)
    before = house_clock.now()
    assert suggestions("12 rue de la gare", "62041") == []
    assert (house_clock.now() - before).total_seconds() < 4
    addresses.mend()
    assert suggestions("12 rue de la gare", "62041"), "a failure is not remembered"


def test_without_a_server_nothing_is_asked(settings: Any) -> None:
    assert settings.ADDRESSES_URL == ""
    assert suggestions("12 rue de la gare", "62041") == []


def test_a_server_that_is_gone_is_no_obstacle(settings: Any) -> None:
    settings.ADDRESSES_URL = "http://127.0.0.1:9"
    caches["shared"].clear()
    assert suggestions("12 rue de la gare", "62041") == []


@pytest.fixture
def at_street(addresses: Addresses, at_arras: object) -> Visitor:
    """Arras is chosen, one of its streets is in a sector, by its national code."""
    make_motif(make_organisation(), sector_level="organisation")
    make_sector("Gare", (*ARRAS, "Ancien chemin de fer"))
    SectorZone.objects.update(street_code="62041_0250")
    browser = Visitor()
    browser.post("/adresse/", {"commune": "Arras"})
    return browser


def offered(answer: Any) -> list[str]:
    return re.findall(r'name="proposition" value="([^"]*)"', answer.content.decode())


def test_a_spelling_that_nobody_knows_offers_streets(at_street: Visitor) -> None:
    asked = at_street.post(STREET, {"voie": "12 rue de la gar"})
    assert asked.status_code == 200
    assert offered(asked) == ["62041_0250_00012", "62041_0301_00012", "aucune"]
    assert 'value="12 rue de la gar"' in asked.content.decode()
    answer = at_street.post(STREET, {"voie": "12 rue de la gar", "proposition": "62041_0250_00012"})
    assert answer.status_code == 303
    assert "12 Rue de la Gare, Arras" in text(at_street.get("/"))
    kept = at_street.session["address"]
    assert kept["street_code"] == "62041_0250"


def test_none_of_these_keeps_what_was_typed(at_street: Visitor) -> None:
    assert at_street.post(STREET, {"voie": "rue de la gar", "proposition": "aucune"}).status_code == 303
    assert at_street.session["address"]["street"] == "rue de la gar"


def test_a_suggestion_that_was_not_made_is_not_believed(at_street: Visitor) -> None:
    answer = at_street.post(STREET, {"voie": "rue de la gar", "proposition": "75056_0001"})
    assert answer.status_code == 200
    assert offered(answer)


def test_the_right_spelling_goes_on_at_once_with_its_code(at_street: Visitor) -> None:
    assert at_street.post(STREET, {"voie": "12, r. de la Gare"}).status_code == 303
    assert at_street.session["address"] == {
        "commune_code": "62041",
        "commune_name": "Arras",
        "street": "12, r. de la Gare",
        "street_code": "62041_0250",
    }


def test_no_answer_keeps_what_was_typed(at_street: Visitor, addresses: Addresses) -> None:
    addresses.break_down("error-503")
    assert at_street.post(STREET, {"voie": "12 rue de la gar"}).status_code == 303
    assert at_street.session["address"]["street"] == "12 rue de la gar"
