"""The server of addresses answers as the national one, and leaves nothing behind."""

import httpx

from tests.counterparts.addresses.client import Addresses
from tests.counterparts.processes import dies_with_its_parent, product_imports


def test_it_finds_streets_and_numbers_of_one_commune() -> None:
    with Addresses.start() as addresses:
        query = {"q": "12 rue de la gare", "citycode": "62041", "limit": "2"}
        answer = httpx.get(f"{addresses.url}/search/", params=query, trust_env=False).json()
        assert answer["type"] == "FeatureCollection"
        first, second = (feature["properties"] for feature in answer["features"])
        assert (first["id"], first["type"], first["name"]) == (
            "62041_0250_00012",
            "housenumber",
            "12 Rue de la Gare",
        )
        assert second["name"] == "12 Rue de la Garenne"
        assert addresses.asked() == [query]
        refused = httpx.get(f"{addresses.url}/search/", params={"q": "r"}, trust_env=False)
        assert refused.status_code == 400


def test_only_whoever_has_the_key_steers_it() -> None:
    with Addresses.start() as addresses:
        answer = httpx.post(f"{addresses.url}/pilotage/", json={"fault": "hang"}, trust_env=False)
        assert answer.status_code == 403


def test_it_dies_with_its_parent() -> None:
    assert dies_with_its_parent(PARENT)


def test_it_imports_no_product_package() -> None:
    assert product_imports("addresses") == []


PARENT = """
from tests.counterparts.addresses.client import Addresses
with Addresses.start() as addresses:
    print(addresses.pid, flush=True)
    input()
"""
