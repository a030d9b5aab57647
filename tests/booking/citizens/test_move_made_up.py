"""What a made up form or address does to the page that moves: nothing."""

import pytest

from booking.models import Rdv
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor, text

TEN = "2026-11-24T09:00:00Z@mairie-centrale"


@pytest.mark.parametrize(
    "creneau", ["", "demain", TEN + " x", "2026-11-24T09:00:00Z@nulle part", "\0", "x" * 100_000]
)
def test_what_is_no_choice_moves_nothing(office: Office, browser: Visitor, creneau: str) -> None:
    link = browser.book()
    answer = browser.post(f"{link}deplacer/", {"creneau": creneau})
    assert answer.status_code == 422
    assert "Choisissez un créneau dans la liste." in text(answer)
    assert Rdv.objects.get().sequence == 0


@pytest.mark.parametrize(
    "creneau",
    [
        "2026-11-24T09:00:00Z@inconnu",
        "2020-01-01T09:00:00Z@mairie-centrale",
        "2026-11-24T09:07:00Z@mairie-centrale",
        "2026-11-24T09:00:00Z@",
        "2029-11-24T09:00:00Z@mairie-centrale",
    ],
)
def test_a_time_that_is_not_offered_is_refused(office: Office, browser: Visitor, creneau: str) -> None:
    link = browser.book()
    assert browser.post(f"{link}deplacer/", {"creneau": creneau}).status_code == 409
    assert Rdv.objects.get().sequence == 0


@pytest.mark.parametrize(
    "before",
    ["", "x", "\0", "x" * 100_000, "2026-11-24T08:00:00Z@mairie-centrale", "9999-99-99T99:99:99Z@"],
)
def test_an_address_made_up_tells_no_move(office: Office, browser: Visitor, before: str) -> None:
    page = browser.get(browser.book(), {"avant": before})
    assert page.status_code == 200
    assert "Rendez-vous confirmé" in text(page)


@pytest.mark.parametrize("before", ["x" * 100_000, "\0", "2026-11-24T08:00:00Z@" + "m" * 100_000])
def test_where_it_was_is_cut_when_it_is_made_up(office: Office, browser: Visitor, before: str) -> None:
    link = browser.book()
    moved = browser.post(f"{link}deplacer/", {"creneau": TEN, "avant": before})
    assert moved.status_code == 303
    assert len(moved["Location"]) < 400
    page = browser.get(moved["Location"])
    assert page.status_code == 200
    assert "\0" not in page.content.decode()


def test_back_after_a_move_shows_the_new_time_and_moves_again(office: Office, browser: Visitor) -> None:
    link = browser.book()
    browser.post(f"{link}deplacer/", {"creneau": TEN})
    assert "Votre rendez-vous actuel : mardi 24 novembre 2026 à 10 h" in text(browser.get(f"{link}deplacer/"))
    assert browser.post(f"{link}deplacer/", {"creneau": TEN})["Location"].startswith(link)
    assert Rdv.objects.get().sequence == 1


def test_the_link_moves_nothing_in_another_administration(
    pas_de_calais: Tenant, office: Office, browser: Visitor
) -> None:
    link = browser.book()
    elsewhere = Visitor(host="pas-de-calais.rdv.localhost")
    assert elsewhere.get(f"{link}deplacer/").status_code == 404
    assert elsewhere.post(f"{link}deplacer/", {"creneau": TEN}).status_code == 404
    assert "mardi 24 novembre 2026 à 9 h" in text(browser.get(f"{link}deplacer/"))
