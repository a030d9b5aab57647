"""How tests steer the server, and how its process lives."""

import json
import os
import signal
from collections.abc import Iterator
from typing import Any

import html5lib  # type: ignore[import-untyped]
import httpx
import pytest

from tests.counterparts.identity.client import Browser, IdentityServer, sign_in
from tests.counterparts.identity.faults import FAULTS
from tests.counterparts.identity.honest_client import CONFIG, HonestClient, parameters
from tests.counterparts.processes import dies_with_its_parent, product_imports
from tests.counterparts.serving import KEY_HEADER


@pytest.fixture(scope="module")
def process() -> Iterator[IdentityServer]:
    with IdentityServer.serving(CONFIG) as identity:
        yield identity


@pytest.fixture
def identity(process: IdentityServer) -> IdentityServer:
    process.clear()
    return process


@pytest.fixture
def client(identity: IdentityServer) -> HonestClient:
    return HonestClient(identity, "proconnect")


def test_faults_add_up_and_are_forgotten(client: HonestClient) -> None:
    client.identity.set_faults("nonce-missing", "state-missing", "siret-missing")
    callback = sign_in(client.authorize_url(), "camille")
    assert "state" not in parameters(callback)
    assert "nonce" not in client.verified(client.redeem(callback).json()["id_token"])
    client.identity.set_faults()
    assert "state" in parameters(sign_in(client.authorize_url(), "camille"))


def test_every_fault_says_what_it_does(identity: IdentityServer) -> None:
    listed = identity.ask("GET", "/pilotage/fautes", headers={KEY_HEADER: identity.key}).json()
    assert listed == {slug: fault.meaning for slug, fault in FAULTS.items()}


def test_what_was_asked_is_kept_for_assertions(client: HonestClient) -> None:
    client.redeem(sign_in(client.authorize_url(), "camille"))
    asked = client.identity.requests(profile="proconnect")
    assert [one["endpoint"] for one in asked] == ["authorize", "interaction", "token"]
    assert asked[0]["parameters"]["code_challenge_method"] == "S256"
    assert client.identity.requests("jwks") == []
    client.identity.clear()
    assert client.identity.requests() == []


def test_control_wants_its_key(identity: IdentityServer) -> None:
    for headers in ({}, {KEY_HEADER: "autre"}):
        assert identity.ask("GET", "/pilotage/demandes", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/pilotage/fautes", {"faults": ["inconnue"]}),
        ("POST", "/pilotage/fautes", []),
        ("PUT", "/pilotage/", {"persons": [{"sub": "seul"}]}),
        ("PUT", "/pilotage/", {"personnes": []}),
        ("PUT", "/pilotage/", {"persons": [{"profile": "autre", "sub": "a", "label": "A"}]}),
    ],
)
def test_control_refuses_what_it_does_not_know(
    identity: IdentityServer, method: str, path: str, body: Any
) -> None:
    answer = identity.ask(method, path, content=json.dumps(body), headers={KEY_HEADER: identity.key})
    assert (answer.status_code, answer.json().keys()) == (400, {"error"})


def test_home_shows_who_is_signed_in_and_closes_it(client: HonestClient) -> None:
    browser = Browser()
    browser.sign_in(client.authorize_url(), "camille")
    with httpx.Client(cookies=browser.cookies, trust_env=False, base_url=client.identity.url) as http:
        page = http.get("/").text
        html5lib.HTMLParser(strict=True).parse(page)
        assert "Camille Durand" in page
        assert http.post("/quitter/").status_code == 303
        assert "Camille Durand" not in http.get("/").text


def test_what_does_not_exist_is_a_page_that_says_so(identity: IdentityServer) -> None:
    for path in ("/ailleurs/", "/proconnect/api/v2/rien", "/proconnect/api/v2/interaction/rien"):
        answer = identity.ask("GET", path)
        assert answer.status_code == 404
        html5lib.HTMLParser(strict=True).parse(answer.text)


def test_issuers_carry_the_host_name_asked_and_it_stops_when_asked() -> None:
    with IdentityServer.serving(CONFIG, host_name="identite.localhost") as identity:
        found = HonestClient(identity, "franceconnect").discovered
        assert found["issuer"] == f"http://identite.localhost:{identity.port}/franceconnect/api/v2"
        os.kill(identity.pid, signal.SIGTERM)
        assert os.waitpid(identity.pid, 0)[1] == 0


def test_it_dies_with_its_parent() -> None:
    assert dies_with_its_parent(PARENT)


def test_it_imports_no_product_package() -> None:
    assert product_imports("identity") == []


PARENT = """
from tests.counterparts.identity.client import IdentityServer
with IdentityServer.serving({}) as identity:
    print(identity.pid, flush=True)
    input()
"""
