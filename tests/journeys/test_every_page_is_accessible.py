"""Every page, both skins, light and dark, phone and desktop: axe finds nothing, nothing overflows, HTML is valid."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tenants.models import Tenant
from tests.journeys.conftest import DESKTOP, PHONE, Site
from tests.journeys.test_a_citizen_books import confirm, fill_in, hold_a_time
from tests.journeys.test_an_agent_works import sign_in

NARROW = {"width": 320, "height": 700}


def check(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == [], page.url
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page.content())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} overflows"
    assert page.locator("h1").count() == 1, page.url


def walk_citizen(page: Page, site: Site, tenant: Tenant) -> None:
    for path in ("/", "/rdv/passeport/", "/rdv/mariage/", "/aide/", "/connexion/", "/nulle-part/"):
        page.goto(site.url(tenant, path))
        check(page)
    hold_a_time(page, site, tenant)
    check(page)
    confirm(page)
    check(page)
    fill_in(page)
    confirm(page)
    check(page)
    page.get_by_role("link", name="Annuler").first.click()
    check(page)
    page.get_by_role("button", name="Annuler le rendez-vous").click()
    check(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("who", "viewport"), [("arras", NARROW), ("arras", DESKTOP), ("prefecture", PHONE)])
def test_citizens_pages(
    who: str, viewport: dict[str, int], theme: str, site: Site, visit: Callable[..., Any]
) -> None:
    with visit(viewport=viewport, color_scheme=theme) as page:
        site.expected |= {404}
        walk_citizen(page, site, getattr(site, who))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("who", "viewport"), [("arras", DESKTOP), ("prefecture", DESKTOP), ("arras", NARROW)]
)
def test_agents_pages(
    who: str, viewport: dict[str, int], theme: str, site: Site, visit: Callable[..., Any]
) -> None:
    tenant = getattr(site, who)
    with visit(viewport=viewport, color_scheme=theme) as page:
        sign_in(page, site, tenant)
        for path in (
            "/agent/agenda/",
            "/agent/agenda/liste/",
            "/agent/agenda/sans-issue/",
            "/agent/motifs/mariage/pourquoi/",
            "/agent/motifs/passeport/pourquoi/",
            "/aide/interface/",
        ):
            page.goto(site.url(tenant, path))
            check(page)
        page.goto(site.url(tenant, "/agent/agenda/"))
        page.get_by_role("link", name="Jour suivant").first.click()
        page.get_by_role("link", name="Nouveau rendez-vous").first.click()
        check(page)


def test_the_public_home(site: Site, visit: Callable[..., Any]) -> None:
    for host in ("rdv.localhost", "rdv.gouv.localhost"):
        with visit(viewport=PHONE) as page:
            page.goto(f"http://{host}:{site.port}/")
            check(page)
