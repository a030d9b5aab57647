"""Where one lives, asked only when a motif depends on it."""

from typing import Any

import pytest

from booking.models import Hold, Motif, Rdv, Usager
from booking.vocabulary import SectorLevel
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor, open_mornings, slots, text
from tests.booking.citizens.test_motifs import queries_of
from tests.makers.office import make_agent, make_organisation
from tests.makers.sectors import ARRAS, LENS, make_sector, serve

ADDRESS, STREET = "/adresse/?motif=passeport", "/adresse/rue/?motif=passeport"


@pytest.fixture
def sectorised(office: Office) -> Office:
    """Passports, for the people of Arras only, by the one agent; streets tell nothing apart."""
    Motif.objects.filter(slug="passeport").update(sector_level=SectorLevel.AGENT)
    serve(make_sector("Arras", ARRAS), office.organisation, office.agent)
    return office


def live_at(browser: Visitor, commune: str, street: str = "", **typed: str) -> Any:
    answer = browser.post(ADDRESS, {"commune": commune} | typed)
    return browser.post(STREET, {"voie": street}) if street else answer


def test_nobody_is_asked_where_no_motif_depends_on_it(office: Office, browser: Visitor) -> None:
    assert browser.get("/adresse/").status_code == 303
    assert "adresse/" not in browser.get("/").content.decode()
    assert browser.get(SLOTS).status_code == 200


def test_a_motif_that_depends_on_it_asks_first_then_comes_back(sectorised: Office, browser: Visitor) -> None:
    for answer in (browser.get(SLOTS), browser.hold(), browser.get(FORM)):
        assert (answer.status_code, answer["Location"]) == (303, ADDRESS)
    assert not Hold.objects.exists()
    assert browser.get(ADDRESS).status_code == 200
    # Two communes have this postal code.
    asked = live_at(browser, "62000")
    assert (asked.status_code, 'role="alert"' in asked.content.decode()) == (200, False)
    assert live_at(browser, "62000", choix="1").status_code == 422
    answer = live_at(browser, "62000", code="62041")
    assert (answer.status_code, answer["Location"]) == (303, SLOTS)
    assert slots(browser.get(SLOTS))


def test_an_address_of_another_sector_is_refused_with_a_way_out(sectorised: Office, browser: Visitor) -> None:
    live_at(browser, "Lens")
    for answer in (browser.get(SLOTS), browser.hold()):
        assert answer.status_code == 409
        assert "n’est pas proposé à votre adresse" in text(answer)
        assert "Lens" in text(answer)
        assert f'href="{ADDRESS}"' in answer.content.decode()
    assert not Hold.objects.exists()


def test_the_first_page_shows_what_the_address_opens(sectorised: Office, browser: Visitor) -> None:
    shown = text(browser.get("/"))
    assert "Passeport" not in shown
    assert "D’autres motifs dépendent de l’endroit où vous habitez." in shown
    live_at(browser, "Arras")
    shown = text(browser.get("/"))
    assert "Passeport" in shown
    assert "Adresse donnée : Arras" in shown
    live_at(browser, "Lens")
    assert "Passeport" not in text(browser.get("/"))


def test_where_every_motif_depends_on_it_the_first_page_asks_it(sectorised: Office, browser: Visitor) -> None:
    Motif.objects.exclude(slug="passeport").update(is_published=False)
    answer = browser.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/adresse/")
    live_at(browser, "Lens")
    shown = browser.get("/")
    assert shown.status_code == 200
    assert "Changer d’adresse" in text(shown)


def test_only_the_agents_of_the_sector_receive(sectorised: Office, browser: Visitor) -> None:
    colleague = make_agent(sectorised.organisation)
    open_mornings(colleague, sectorised.lieu, sectorised.motif)
    live_at(browser, "Arras")
    first, second = Visitor(), Visitor()
    for each in (first, second):
        live_at(each, "Arras")
    assert first.hold().status_code == 303
    assert Hold.objects.get().agenda == sectorised.agent.agenda
    # The colleague is free then, and of no sector.
    assert second.hold().status_code == 409


def test_the_time_held_goes_with_the_address(sectorised: Office, browser: Visitor) -> None:
    """Another address, given in another tab, does not carry the first one's agent along."""
    colleague = make_agent(sectorised.organisation)
    open_mornings(colleague, sectorised.lieu, sectorised.motif)
    serve(make_sector("Lens", LENS), sectorised.organisation, colleague)
    live_at(browser, "Arras")
    browser.hold()
    live_at(browser, "Lens")
    assert browser.confirm().status_code == 303
    assert Rdv.objects.get().agenda == colleague.agenda


def test_the_address_goes_to_the_file_with_the_booking(sectorised: Office, browser: Visitor) -> None:
    make_sector("Une rue", (*ARRAS, "Rue du Bac"))
    live_at(browser, "Arras", "12 rue de la Gare")
    browser.hold()
    assert not Usager.objects.exists()
    browser.confirm()
    usager = Usager.objects.get()
    assert (usager.commune_code, usager.address) == ("62041", "12 rue de la Gare, Arras")


def test_the_street_is_asked_only_where_streets_count(sectorised: Office, browser: Visitor) -> None:
    other = make_agent(sectorised.organisation)
    serve(make_sector("Nord", (*ARRAS, "Av. du Gal Leclerc")), sectorised.organisation, other)
    answer = live_at(browser, "Arras")
    assert answer["Location"] == STREET
    page = browser.get(STREET).content.decode()
    assert '<option value="Av. du Gal Leclerc">' in page
    # Half an address decides nothing.
    assert browser.get(SLOTS)["Location"] == ADDRESS
    assert live_at(browser, "Arras", "3 avenue du Général Leclerc").status_code == 303
    assert slots(browser.get(SLOTS)) == []
    # Sent twice: done.
    assert browser.post(STREET, {"voie": "3 avenue du Général Leclerc"})["Location"] == SLOTS
    live_at(browser, "Arras", "rue de Lille")
    assert slots(browser.get(SLOTS))
    live_at(browser, "Arras")
    assert browser.post(STREET, {"rue": "Av. du Gal Leclerc"})["Location"] == SLOTS
    assert slots(browser.get(SLOTS)) == []


def test_several_communes_of_one_name_are_told_apart(sectorised: Office, browser: Visitor) -> None:
    asked = live_at(browser, "Sainte-Colombe")
    assert asked.status_code == 200
    assert 'name="code" value="05135"' in asked.content.decode()
    assert 'value="Sainte-Colombe"' in asked.content.decode()
    assert live_at(browser, "Sainte-Colombe", code="05135").status_code == 303
    # A code that does not go with the name is not believed.
    assert live_at(browser, "Arras", code="05135")["Location"] == SLOTS
    assert slots(browser.get(SLOTS))


@pytest.mark.parametrize("typed", ["", "Atlantide", "\0", "a" * 100_000, "00000", "آراس"])
def test_what_is_no_commune_is_refused_with_a_sentence(
    sectorised: Office, browser: Visitor, typed: str
) -> None:
    answer = browser.post(ADDRESS, {"commune": typed})
    assert answer.status_code == 422
    assert 'id="id_commune-erreur"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "12", "\0", "r" * 100_000])
def test_what_is_no_street_is_refused_with_a_sentence(
    sectorised: Office, browser: Visitor, typed: str
) -> None:
    make_sector("Nord", (*ARRAS, "Rue du Bac"))
    live_at(browser, "Arras")
    answer = browser.post(STREET, {"voie": typed})
    assert answer.status_code == 422
    assert 'id="id_voie-erreur"' in answer.content.decode()


@pytest.mark.parametrize("slug", ["inconnu", "//ailleurs.example", "\0", "a" * 100_000, "mariage"])
def test_only_a_motif_of_ours_is_come_back_to(sectorised: Office, browser: Visitor, slug: str) -> None:
    answer = browser.post("/adresse/", {"commune": "Arras"}, query_params={"motif": slug})
    assert answer["Location"] == ("/rdv/mariage/" if slug == "mariage" else "/")


def test_the_address_stays_on_its_administrations_host(
    pas_de_calais: Tenant, sectorised: Office, browser: Visitor
) -> None:
    live_at(browser, "Arras")
    with in_tenant(pas_de_calais):
        make_organisation()
    there = Visitor("pas-de-calais.rdv.localhost")
    there.cookies = browser.cookies
    assert "Adresse donnée" not in text(there.get("/"))


def test_pages_ask_as_much_whatever_the_number_of_sectors(sectorised: Office, browser: Visitor) -> None:
    live_at(browser, "Arras")
    before = [queries_of(browser, path) for path in ("/", SLOTS, ADDRESS)]
    for number in range(10):
        serve(
            make_sector(f"Sector {number}", ARRAS, LENS),
            make_organisation(),
            make_agent(sectorised.organisation),
        )
    assert [queries_of(browser, path) for path in ("/", SLOTS, ADDRESS)] == before
    assert before[1] <= 8
