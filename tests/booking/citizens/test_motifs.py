from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Motif
from booking.vocabulary import BookableBy
from tests.booking.citizens.conftest import Office, Visitor, open_mornings, text
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation, make_service


def test_motifs_are_grouped_by_service_with_duration_and_next_time(office: Office, browser: Visitor) -> None:
    make_motif(office.organisation, service=make_service(name="Urbanisme", short_name="Urba"), slug="permis")
    page = text(browser.get("/"))
    assert "Prendre rendez-vous – Ville d’Arras" in page
    assert page.index("État civil") < page.index("Passeport") < page.index("Urbanisme")
    assert "30 minutes · sur place" in page
    assert "Prochain créneau : mardi 24 novembre" in page
    assert "aucun créneau en ligne pour le moment" in page


def test_a_single_motif_is_not_a_choice(office: Office, browser: Visitor) -> None:
    Motif.objects.exclude(slug="passeport").delete()
    answer = browser.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/rdv/passeport/")
    assert "Changer de motif" not in text(browser.get("/rdv/passeport/"))


def test_an_administration_without_motif_gives_its_phone(clock: Any, at_arras: Any, browser: Visitor) -> None:
    page = browser.get("/")
    assert page.status_code == 200
    assert "03 21 50 50 50" in text(page)


def test_what_is_not_online_is_not_shown(office: Office, browser: Visitor) -> None:
    make_motif(office.organisation, name="Secret", slug="secret", is_published=False)
    make_motif(office.organisation, name="Guichet", slug="guichet", bookable_by=BookableBy.AGENTS)
    page = text(browser.get("/"))
    assert "Secret" not in page
    assert "Guichet" not in page
    for slug in ("secret", "guichet", "inconnu"):
        assert browser.get(f"/rdv/{slug}/").status_code == 404
        assert browser.get(f"/rdv/{slug}/coordonnees/").status_code == 404
        assert browser.post(f"/rdv/{slug}/", {"creneau": "x"}).status_code == 404


def test_organisations_are_named_when_there_are_several(office: Office, browser: Visitor) -> None:
    assert "Mairie d’Arras" not in text(browser.get("/"))
    make_motif(make_organisation(name="Mairie annexe"), name="Passeport", slug="passeport-annexe")
    page = text(browser.get("/"))
    assert "sur place · Mairie annexe" in page
    assert "sur place · Mairie d’Arras" in page


def test_a_long_list_is_searched_without_accents(office: Office, browser: Visitor) -> None:
    assert 'name="q"' not in browser.get("/").content.decode()
    for number in range(10):
        make_motif(office.organisation, name=f"Atelier {number}", slug=f"atelier-{number}")
    assert 'name="q"' in browser.get("/").content.decode()
    found = text(browser.get("/?q=etat+PASSEPORT"))
    assert "Passeport" in found
    assert "Atelier" not in found
    assert "Aucun motif ne correspond" in text(browser.get("/?q=zzz"))
    assert browser.get("/?q=" + "é" * 5_000).status_code == 200
    assert browser.get("/?q=%00").status_code == 200


def test_a_closed_lieu_promises_no_time(office: Office, browser: Visitor) -> None:
    office.lieu.is_active = False
    office.lieu.save()
    assert "Prochain créneau" not in text(browser.get("/"))
    assert "Aucun créneau pour le moment" in text(browser.get("/rdv/passeport/"))


def queries_of(browser: Visitor, path: str) -> int:
    browser.get(path)  # the host is remembered from here
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)


def test_the_first_page_asks_the_same_number_of_questions_whatever_its_length(
    office: Office, browser: Visitor
) -> None:
    few = queries_of(browser, "/")
    for number in range(8):
        motif = make_motif(office.organisation, slug=f"motif-{number}")
        lieu = make_lieu(office.organisation)
        open_mornings(make_agent(office.organisation), lieu, motif, office.motif)
    many = queries_of(browser, "/")
    assert many == few <= 6
