"""Where a sign-in leads is decided by us: a path of the host one left, or the row of an administration's host."""

import pytest

from tests.sso.pages.browsing import ARRAS, NEIGHBOUR, OWN_DOMAIN, PUBLIC, Browsing, query_of, swap

pytestmark = pytest.mark.django_db

BAD_PATHS = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
    "/agent/\r\nSet-Cookie: a=b",
    f"https://{NEIGHBOUR}/agent/",
]
BAD_HOSTS = [
    "evil.example",
    f"{ARRAS}:443",
    ARRAS.upper(),
    f"{ARRAS}.",
    f"{ARRAS}@evil.example",
    "xn--rras-43d.rdv.localhost",
    "аrras.rdv.localhost",
    f"{ARRAS}\x00",
    PUBLIC,
    OWN_DOMAIN,
]


@pytest.mark.parametrize("suite", BAD_PATHS)
def test_a_destination_that_is_not_a_path_of_this_host_becomes_the_home(
    suite: str, camille: Browsing
) -> None:
    answer = camille.enter(suite)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/agent/")


@pytest.mark.parametrize("host", BAD_HOSTS)
def test_no_ticket_is_given_for_a_host_that_is_not_exactly_ours(host: str, camille: Browsing) -> None:
    answer = camille.get(swap(camille.depart(), hote=host), host=PUBLIC)
    assert answer.status_code == 400
    assert "Recommencez la connexion" in answer.content.decode()
    assert "Location" not in answer.headers


@pytest.mark.parametrize("name", ["etat", "defi", "but"])
def test_no_ticket_is_given_when_a_fact_is_missing(name: str, camille: Browsing) -> None:
    assert camille.get(swap(camille.depart(), **{name: ""}), host=PUBLIC).status_code == 400


def test_a_forged_passage_gives_no_ticket(camille: Browsing) -> None:
    assert camille.get("/sso/suite/?passage=forge", host=PUBLIC).status_code == 400
    assert camille.get("/sso/suite/", host=PUBLIC).headers["Location"] == "/connexion/"


def test_one_leaves_by_the_host_one_is_on_whatever_the_address_says(camille: Browsing) -> None:
    left = query_of(camille.depart(hote="evil.example", etat="choisi", defi="choisi"))
    assert left["hote"] == ARRAS
    assert len(left["etat"]) == len(left["defi"]) == 43


def test_an_unknown_purpose_leads_nowhere(camille: Browsing) -> None:
    for purpose in ("logout", "admin", ""):
        assert camille.get(f"/sso/depart/?but={purpose}", host=ARRAS).status_code == 404


def test_the_other_name_of_the_public_site_knows_nothing_of_passages(camille: Browsing) -> None:
    for path in ("passage/", "suite/", "sortie/", "sortie/retour/"):
        assert camille.get(f"/sso/{path}", host="rdv.gouv.localhost").status_code == 404
    door = camille.get("/connexion/", host="rdv.gouv.localhost")
    assert door.headers["Location"].startswith(f"http://{PUBLIC}/connexion/?")
