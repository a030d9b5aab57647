"""The administrators' pages about sectors."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Sector, SectorServed, SectorZone
from booking.vocabulary import SectorLevel
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.architecture.test_urls import example
from tests.architecture.url_table import TENANT_HOST
from tests.booking.agents.conftest import Browser, text
from tests.booking.commands.conftest import Office
from tests.makers.office import make_agent, make_organisation
from tests.makers.sectors import ARRAS, LENS, make_sector, serve

SECTORS = "/agent/parametres/secteurs/"
OURS = [route for route in TENANT_HOST if route.startswith("agent/parametres/secteurs/")]
ONE = [route for route in OURS if "<int:sector_id>" in route]


@pytest.fixture
def sector(office: Office) -> Sector:
    return make_sector("Nord", ARRAS)


def page(sector: Sector, path: str = "") -> str:
    return f"{SECTORS}{sector.pk}/{path}"


@pytest.mark.parametrize("route", OURS)
def test_an_agent_who_is_no_administrator_is_refused(agent: Browser, route: str) -> None:
    assert agent.get(example(route)).status_code == 403
    assert agent.post(example(route)).status_code == 403


@pytest.mark.parametrize("route", ONE)
def test_a_sector_of_another_administration_is_nowhere(
    pas_de_calais: Tenant, admin: Browser, route: str
) -> None:
    with in_tenant(pas_de_calais):
        organisation = make_organisation()
        theirs = make_sector("Leurs rues", LENS)
        kept = serve(theirs, organisation)
        zone = theirs.zones.get()
    url = "/" + route.replace("<int:sector_id>", str(theirs.pk))
    typed = {"commune": "Lens", "qui": str(kept.pk), "zone": str(zone.pk)}
    assert admin.get(url).status_code in {404, 405}
    assert admin.post(url, **typed).status_code in {404, 405}
    with in_tenant(pas_de_calais):
        assert (SectorZone.objects.count(), SectorServed.objects.count()) == (1, 1)


def test_the_menu_leads_there_and_the_list_says_who_receives(
    admin: Browser, office: Office, sector: Sector
) -> None:
    serve(sector, office.motif.organisation, office.agent)
    assert f'href="{SECTORS}"' in text(admin.get("/agent/parametres/"))
    shown = text(admin.get(SECTORS))
    for word in ("Nord", "1 zone", str(office.agent)):
        assert word in shown


def test_a_sector_is_added_once(admin: Browser) -> None:
    answer = admin.post(f"{SECTORS}nouveau/", nom="Arras Nord")
    sector = Sector.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{page(sector)}?fait=ouvert")
    again = admin.post(f"{SECTORS}nouveau/", nom="Arras Nord")
    assert again.status_code == 409
    assert f'<a href="{page(sector)}">Ouvrir sa page</a>' in text(again)


@pytest.mark.parametrize("name", ["", "a" * 100_000, "\0", "a\u2028b"])
def test_what_is_no_name_is_refused(admin: Browser, name: str) -> None:
    assert admin.post(f"{SECTORS}nouveau/", nom=name).status_code == 422
    assert not Sector.objects.exists()


def test_a_name_from_right_to_left_is_a_name(admin: Browser) -> None:
    assert admin.post(f"{SECTORS}nouveau/", nom="حي السلام").status_code == 303
    assert "حي السلام" in text(admin.get(SECTORS))


def test_a_sector_is_removed_after_a_question(admin: Browser, sector: Sector) -> None:
    assert "1 zone" in text(admin.get(page(sector, "supprimer/")))
    assert admin.post(page(sector, "supprimer/"))["Location"] == f"{SECTORS}?fait=supprime"
    assert admin.post(page(sector, "supprimer/")).status_code == 404
    assert not Sector.objects.exists()


def test_the_trial_says_where_an_address_leads_and_why(
    admin: Browser, office: Office, sector: Sector
) -> None:
    office.motif.sector_level = SectorLevel.AGENT
    office.motif.save(update_fields=["sector_level"])
    south = make_sector("Sud", (*ARRAS, "Rue du Bac"))
    serve(south, office.motif.organisation, office.agent)
    street = text(admin.post(f"{SECTORS}essai/", commune="Arras", voie="12 rue du Bac"))
    for said in (
        "passe avant la commune",
        "Secteur Sud",
        str(office.agent),
        "Oui",
        "Un agent du secteur a une",
    ):
        assert said in street
    assert "Secteur Nord" not in street
    commune = text(admin.post(f"{SECTORS}essai/", commune="Arras", voie="rue de Lille"))
    for said in ("La commune entière est dans un secteur.", "Secteur Nord", "Non", "Aucun agent de cette"):
        assert said in commune
    assert "n’est dans aucun secteur" in text(admin.post(f"{SECTORS}essai/", commune="Lens"))
    assert admin.post(f"{SECTORS}essai/", commune="Atlantide").status_code == 422


def queries(browser: Browser, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


def test_pages_ask_as_much_of_the_database_whatever_there_is(
    admin: Browser, office: Office, sector: Sector
) -> None:
    serve(sector, office.motif.organisation, office.agent)
    queries(admin, SECTORS)
    before = [queries(admin, url) for url in (SECTORS, page(sector), f"{SECTORS}secteurs.csv")]
    for number in range(15):
        more = make_sector(f"Sector {number}", ARRAS, (*LENS, f"rue {number}"))
        serve(more, make_organisation())
        serve(sector, make_organisation(), make_agent(office.motif.organisation))
    SectorZone.objects.bulk_create(
        SectorZone(sector=sector, commune_code="62498", commune_name="Lens", street=f"rue {n}")
        for n in range(120)
    )
    assert [queries(admin, url) for url in (SECTORS, page(sector), f"{SECTORS}secteurs.csv")] == before
    assert max(before) <= 14
    shown = text(admin.get(page(sector)))
    assert "Chercher une commune ou une voie" in shown
    assert "Lens" in text(admin.get(page(sector), page=2))
    found = text(admin.get(page(sector), q="arras"))
    assert "Toute la commune" in found
    assert "62498" not in found
