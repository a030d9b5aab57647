"""Everybody asks at once: the telephone works a second by itself, and the time is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from playwright.sync_api import expect

from booking.citizens.pressure import CALM_UNDER_PRESSURE, note_demand
from booking.models import Hold, Motif
from foundation import clock
from foundation.tenancy import in_tenant
from tests.journeys.conftest import PHONE, Site
from tests.journeys.looking import check


def press(site: Site) -> None:
    with in_tenant(site.arras):
        motif = Motif.objects.get(slug="passeport")
        motif.under_pressure = True
        motif.save(update_fields=["under_pressure"])
        # Of this minute and of the next one.
        for moment in (clock.now(), clock.now() + timedelta(minutes=1)):
            for _number in range(CALM_UNDER_PRESSURE):
                note_demand(motif, moment)


def test_the_browser_proves_alone_that_somebody_is_there(site: Site, visit: Callable[..., Any]) -> None:
    press(site)
    with visit(viewport=PHONE) as page:
        page.goto(site.url(site.arras, "/rdv/passeport/"))
        page.locator("ul button[name=creneau]").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vos coordonnées", timeout=30_000)
        with in_tenant(site.arras):
            assert Hold.objects.count() == 1


def test_without_javascript_the_page_leads_to_a_code(site: Site, visit: Callable[..., Any]) -> None:
    press(site)
    with visit(viewport=PHONE, javascript=False) as page:
        page.goto(site.url(site.arras, "/rdv/passeport/"))
        page.locator("ul button[name=creneau]").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Un instant")
        page.get_by_role("link", name="Recevoir un code").click()
        page.get_by_label("Adresse électronique ou téléphone portable").fill("zoe@exemple.fr")
        page.get_by_role("button", name="Recevoir un code").click()
        expect(page.get_by_label("Code reçu")).to_be_visible()
    with visit(viewport=PHONE) as page:
        page.goto(site.url(site.arras, "/rdv/passeport/verifier/"))
        check(page)
