"""An agent opens a session; a family joins it without JavaScript, and one of them gives the seat back."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from booking.models import Participation, Rdv
from booking.vocabulary import RdvStatus
from foundation.clock import today
from foundation.tenancy import in_tenant
from tests.journeys.conftest import DESKTOP, PHONE, Site
from tests.journeys.looking import check
from tests.journeys.signing_in import sign_in

PARIS = ZoneInfo("Europe/Paris")


def open_a_series(page: Page) -> None:
    """Twice, at eight in the evening: nobody's opening, nobody's rdv."""
    page.get_by_role("link", name="Ouvrir une séance").click()
    check(page)
    page.get_by_label("Motif").select_option("mariage")
    page.get_by_label("Titre").fill("Réunion des futurs mariés")
    page.get_by_label("Date", exact=True).fill((today(PARIS) + timedelta(days=8)).isoformat())
    page.get_by_label("Heure de début").fill("20:00")
    page.get_by_label("Nombre de places").fill("3")
    page.get_by_label("Toutes les semaines").check()
    page.get_by_label("Nombre de séances").fill("3")
    page.get_by_role("button", name="Ouvrir la séance").click()
    expect(page.get_by_text("Rien n’est encore enregistré.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Ouvrir ces séances").click()
    expect(page.get_by_role("link", name="Réunion des futurs mariés").first).to_be_visible()
    check(page)


def join_with_leo(page: Page, site: Site) -> None:
    page.goto(site.url(site.arras))
    page.get_by_role("link", name="Mariage").click()
    # Each link says its day and its hour: they are told apart without what is around.
    names = page.locator("main .ag-carte-lien a").all_inner_texts()
    assert len(set(names)) == len(names) > 1
    page.get_by_role("link", name=re.compile("à 20")).first.click()
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_label("Téléphone").fill("06 39 98 12 34")
    page.get_by_role("button", name="Inscrire aussi une autre personne").click()
    line = page.get_by_role("group", name="Personne inscrite avec vous, numéro 1")
    line.get_by_label("Prénom").fill("Léo")
    line.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_role("button", name="S’inscrire").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("confirmé")


def give_back_leo_s_seat(page: Page) -> None:
    page.get_by_role("link", name="Annuler").first.click()
    page.get_by_label("Léo Martin").check()
    page.get_by_role("button", name="Rendre ces places").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("confirmé")


def note_who_is_there(page: Page, site: Site) -> None:
    page.goto(site.url(site.arras, "/agent/seances/"))
    page.get_by_role("link", name="Réunion des futurs mariés").first.click()
    expect(page.get_by_text("Zoé Martin").first).to_be_visible()
    check(page)
    page.get_by_role("link", name="Annuler la séance").click()
    expect(page.get_by_text("autres séances viennent")).to_be_visible()
    check(page)


def test_a_family_joins_a_session_that_an_agent_opened(site: Site, visit: Callable[..., Any]) -> None:
    with visit() as agent, visit(javascript=False, viewport=PHONE) as citizen:
        sign_in(agent, site, site.arras, "/agent/seances/")
        open_a_series(agent)
        join_with_leo(citizen, site)
        give_back_leo_s_seat(citizen)
        note_who_is_there(agent, site)
    with in_tenant(site.arras):
        assert Rdv.objects.filter(seats=3).values("series").distinct().count() == 1
        statuses = dict(Participation.objects.values_list("usager__first_name", "status"))
        assert statuses == {"Zoé": RdvStatus.SCHEDULED, "Léo": RdvStatus.CANCELLED_BY_USAGER}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_the_pages_of_a_session_are_accessible(
    viewport: dict[str, int], site: Site, visit: Callable[..., Any]
) -> None:
    with visit(viewport=viewport) as page:
        sign_in(page, site, site.arras, "/agent/seances/")
        open_a_series(page)
        page.goto(site.url(site.arras, "/ateliers/"))
        check(page)
        page.get_by_role("link", name=re.compile("à 20")).first.click()
        page.get_by_role("button", name="Inscrire aussi une autre personne").click()
        check(page)
