from typing import Any

import pytest
from django.test import Client

from tenants.commands.suspend_tenant import reopen_tenant, suspend_tenant
from tenants.models import Domain, Tenant

pytestmark = pytest.mark.django_db


def see(host: str, path: str = "/") -> tuple[int, str]:
    answer = Client(HTTP_HOST=host).get(path, secure=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    "host", ["inconnue.rdv.localhost", "arras.rdv.gouv.localhost", "autre.example", "t1.rdv.localhost"]
)
def test_an_unknown_host_gets_a_404_page(host: str) -> None:
    status, page = see(host)
    assert status == 404
    assert "<h1" in page


def test_the_sign_in_host_may_have_a_name_of_its_own(settings: Any, db: None) -> None:
    settings.SIGN_IN_HOST = "entree.rdv.localhost"
    status, page = see("entree.rdv.localhost", "/connexion/")
    assert status == 200
    assert "ProConnect" in page


@pytest.mark.parametrize(
    "host", ["arras.rdv.localhost", "ARRAS.rdv.localhost", "arras.rdv.localhost.", "arras.rdv.localhost:8000"]
)
def test_a_host_is_read_as_people_write_it(host: str, arras: Tenant) -> None:
    status, page = see(host)
    assert status in {200, 302}
    assert "Pas-de-Calais" not in page


def test_a_suspended_administration_says_so_and_comes_back(arras: Tenant) -> None:
    suspend_tenant("arras")
    status, page = see("arras.rdv.localhost")
    assert status == 503
    assert "Ville d’Arras" in page
    reopen_tenant("arras")
    assert see("arras.rdv.localhost")[0] in {200, 302}


def test_the_host_decides_the_skin(arras: Tenant, prefecture: Tenant) -> None:
    assert "République" not in see("arras.rdv.localhost", "/aide/")[1]
    assert "République" in see("prefecture-62.rdv.gouv.localhost", "/aide/")[1]


def test_a_forged_forwarded_host_chooses_nothing(arras: Tenant, pas_de_calais: Tenant) -> None:
    client = Client(HTTP_HOST="arras.rdv.localhost", HTTP_X_FORWARDED_HOST="pas-de-calais.rdv.localhost")
    assert "Ville d’Arras" in client.get("/aide/", secure=True).content.decode()


def test_a_domain_is_kept_in_lower_case(arras: Tenant) -> None:
    assert Domain.objects.create(tenant=arras, domain="RDV.Arras.Example.").domain == "rdv.arras.example"


def test_the_accent_is_served_under_its_own_address_for_a_year(arras: Tenant) -> None:
    client = Client(HTTP_HOST="arras.rdv.localhost")
    page = client.get("/aide/", secure=True).content.decode()
    url = "/habillage/" + page.partition("/habillage/")[2].partition('"')[0]
    answer = client.get(url, secure=True)
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/habillage/autre.css", secure=True).status_code == 404


def test_the_foot_of_a_page_leads_agents_to_their_door(arras: Tenant) -> None:
    assert 'href="/connexion/">Espace des agents' in see("arras.rdv.localhost", "/aide/")[1]
    assert "Espace des agents" not in see("rdv.localhost")[1]
    suspend_tenant("arras")
    assert "Espace des agents" not in see("arras.rdv.localhost")[1]


def test_a_forgotten_final_slash_leads_to_the_page(arras: Tenant) -> None:
    client = Client(HTTP_HOST="arras.rdv.localhost")
    answer = client.get("/aide?x=1", secure=True)
    assert (answer.status_code, answer["Location"]) == (301, "/aide/?x=1")
    assert client.post("/aide", secure=True).status_code == 404
    assert client.get("/nulle-part", secure=True).status_code == 404
    assert "evil.example" not in client.get("//evil.example/aide", secure=True).get("Location", "")


def test_a_request_nobody_can_read_gets_a_page(arras: Tenant) -> None:
    client = Client(HTTP_HOST="arras.rdv.localhost", raise_request_exception=False)
    answer = client.post("/identification/", {f"x{number}": "" for number in range(600)}, secure=True)
    assert answer.status_code == 400
    assert "Ville d’Arras" in answer.content.decode()
    status, page = see("a b.rdv.localhost")
    assert status == 400
    assert "<h1" in page
