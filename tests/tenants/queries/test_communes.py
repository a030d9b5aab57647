"""The communes of the registry, as the floors below ask for them."""

import pytest

from foundation import ports
from tenants.queries.communes import commune_of_code, communes_named


@pytest.mark.parametrize("typed", ["62000", "arras", "ARRAS", "Arras", " arras "])
def test_a_commune_is_found_by_postal_code_or_name(typed: str) -> None:
    assert communes_named(typed)[0].code == "62041"


def test_a_beginning_finds_the_likeliest_first() -> None:
    assert [each.name for each in communes_named("saint-o")][:2] == [
        "Saint-Ouen-sur-Seine",
        "Saint-Ouen-l'Aumône",
    ]
    assert communes_named("l hay les ros")[0].code == "94038"


@pytest.mark.parametrize("typed", ["", "Atlantide", "99999", "\0", "a" * 100_000, "…"])
def test_what_is_no_commune_finds_none(typed: str) -> None:
    assert list(communes_named(typed)) == []


def test_a_code_gives_one_commune_and_that_of_an_arrondissement_the_whole() -> None:
    arras, paris = commune_of_code("62041"), commune_of_code("75115")
    assert arras is not None
    assert (arras.name, arras.departement, arras.postal_codes) == ("Arras", "62", ("62000",))
    assert paris is not None
    assert paris.code == "75056"
    assert commune_of_code("62000") is None


def test_the_ports_are_answered() -> None:
    assert ports.communes_named("arras") == communes_named("arras")
    assert ports.commune_of_code("62041") == commune_of_code("62041")
