import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenants.models import Domain, Tenant
from tenants.vocabulary import TenantKind, TenantStatus
from tests.conftest import BEGINNING

HOSTS = ("rdv.localhost", "rdv.gouv.localhost")
NAME = re.compile(r'<li class="ag-carte-lien"><a href="([^"]+)"><bdi lang="fr">([^<]+)</bdi>')


def page(query: str = "", host: str = HOSTS[0], **more: Any) -> str:
    answer = Client(headers={"Host": host}).get("/", {"q": query, **more} if query or more else {})
    assert answer.status_code == 200
    return answer.content.decode()


def names(text: str) -> list[str]:
    return [name for _, name in NAME.findall(text)]


def open_row(number: int, **fields: Any) -> Tenant:
    """A row is all that the directory reads."""
    values: dict[str, Any] = {
        "slug": f"commune-{number}",
        "name": f"Commune {number:03d}",
        "short_name": f"Commune {number}",
        "kind": TenantKind.COMMUNE,
        "status": TenantStatus.READY,
        "schema_name": f"t9{number:05d}",
        "created_at": BEGINNING,
    }
    tenant = Tenant.objects.create(**values | fields)
    Domain.objects.create(tenant=tenant, domain=tenant.host)
    return tenant


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", HOSTS)
def test_the_home_page_lists_the_open_administrations_with_their_own_hosts(host: str) -> None:
    text = page(host=host)

    assert 'Prendre <span class="ag-insecable">rendez-vous</span> avec votre administration</h1>' in text
    assert {name: url for url, name in NAME.findall(text)} == {
        "Département du Pas-de-Calais": "http://pas-de-calais.rdv.localhost/",
        "Préfecture du Pas-de-Calais": "http://prefecture-62.rdv.gouv.localhost/",
        "Ville d’Arras": "http://arras.rdv.localhost/",
    }


@pytest.mark.parametrize(
    "query", ["Arras", "  arras ", "Ville d'Arras", "mairie d’arras", "62000", "62000 Arras"]
)
def test_a_commune_or_its_postal_code_gives_it_first_then_who_receives_its_inhabitants(query: str) -> None:
    assert names(page(query)) == [
        "Ville d’Arras",
        "Département du Pas-de-Calais",
        "Préfecture du Pas-de-Calais",
    ]


def test_a_commune_without_office_still_has_those_of_its_departement() -> None:
    assert names(page("Hénin-Beaumont")) == ["Département du Pas-de-Calais", "Préfecture du Pas-de-Calais"]


def test_the_neighbours_of_a_commune_do_not_receive_its_inhabitants() -> None:
    open_row(1, name="Ville de Lens", slug="lens", siren="216204982", departement_code="62")

    assert "Ville de Lens" not in names(page("62000"))
    assert names(page("Lens"))[0] == "Ville de Lens"


@pytest.mark.parametrize("query", ["Pas-de-Calais", "62"])
def test_a_departement_shows_itself_first_and_everyone_in_it(query: str) -> None:
    found = names(page(query))

    assert found[0] == "Département du Pas-de-Calais"
    assert set(found) == {"Département du Pas-de-Calais", "Préfecture du Pas-de-Calais", "Ville d’Arras"}


def test_the_intercommunalite_of_a_commune_receives_it_too() -> None:
    open_row(2, name="Communauté urbaine d’Arras", slug="cu-arras", siren="200033579", kind=TenantKind.EPCI)

    assert "Communauté urbaine d’Arras" in names(page("Dainville"))


@pytest.mark.parametrize("query", ["préfecture", "PREFECTURE", "prefect"])
def test_a_word_of_the_name_is_enough_with_or_without_accent(query: str) -> None:
    assert names(page(query)) == ["Préfecture du Pas-de-Calais"]


def test_nothing_found_says_what_to_do_and_keeps_what_was_typed() -> None:
    text = page("<zzz>")

    assert "Aucune administration trouvée" in text
    assert "Vérifiez l’orthographe" in text
    assert 'value="&lt;zzz&gt;"' in text
    assert "<zzz>" not in text


def test_a_known_commune_where_nobody_receives_yet_is_named() -> None:
    assert 'les habitants de <bdi lang="fr">Lyon</bdi>' in page("Lyon")


@pytest.mark.parametrize("query", ["a", "'", "%", "\0", "\u202e", "x" * 5_000, "0" * 30, "de la"])
def test_whatever_is_typed_gives_a_page(query: str) -> None:
    page(query)


def test_a_closed_administration_is_not_shown() -> None:
    open_row(3, name="Ville de Vimy", status=TenantStatus.SUSPENDED)

    assert "Ville de Vimy" not in page()
    assert names(page("Vimy"))[0] != "Ville de Vimy"


def test_fifty_a_page_and_the_same_number_of_queries_whatever_the_number() -> None:
    page()  # the first page of a test also sets the search path
    with CaptureQueriesContext(connection) as few:
        page("Arras")
        page()
    for number in range(60):
        open_row(number)

    with CaptureQueriesContext(connection) as many:
        page("Arras")
        first = page()

    assert len(few) == len(many) == 4
    assert len(names(first)) == 50
    assert len(names(page(page="2"))) == 13
    assert len(names(page(page="n’importe quoi"))) == 50
