"""Every page, both skins, light and dark, phone and desktop: axe finds nothing, nothing overflows, HTML is valid."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from project.translating.compiling import compile_catalogues
from tenants.models import Tenant
from tests.journeys.conftest import DESKTOP, PHONE, Site
from tests.journeys.signing_in import choose, sign_in
from tests.journeys.test_a_citizen_books import confirm, fill_in, hold_a_time

NARROW = {"width": 320, "height": 700}
OBLIGATIONS = (
    "/accessibilite/",
    "/mentions-legales/",
    "/donnees-personnelles/",
    "/cookies/",
    "/plan-du-site/",
)


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_catalogues()


def check(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == [], page.url
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page.content())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} overflows"
    assert page.locator("h1").count() == 1, page.url


def walk_citizen(page: Page, site: Site, tenant: Tenant) -> None:
    for path in (
        "/",
        "/rdv/passeport/",
        "/rdv/mariage/",
        "/aide/",
        "/connexion/",
        "/identification/",
        "/identification/code/",
        "/nulle-part/",
        *OBLIGATIONS,
        "/integrer/passeport/",
        "/ateliers/",
        "/prescription/",
        "/adresse/",
    ):
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
@pytest.mark.parametrize("who", ["arras", "prefecture"])
def test_the_pages_of_a_booking_in_arabic(
    who: str, theme: str, site: Site, visit: Callable[..., Any]
) -> None:
    tenant = getattr(site, who)
    with visit(viewport=PHONE, color_scheme=theme) as page:
        page.goto(site.url(tenant, "/rdv/passeport/?lang=ar"))
        check(page)
        page.locator("button[name=creneau]").first.click()
        check(page)
        fill_in_arabic(page)
        check(page)
        page.goto(site.url(tenant, "/langue/"))
        check(page)


def fill_in_arabic(page: Page) -> None:
    for name, typed in (("prenom", "Zoé"), ("nom", "Martin"), ("telephone", "06 12 34 56 78")):
        page.locator(f"[name={name}]").fill(typed)
    page.get_by_role("button", name="تأكيد الموعد").click()
    page.wait_for_url("**/r/**")


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
            "/agent/aide/",
            "/agent/preferences/",
            "/agent/parametres/messages/",
            "/agent/parametres/messages/rappel/",
            "/agent/parametres/webhooks/",
            "/agent/agenda/a-appeler/",
            "/agent/parametres/consommation/",
            "/agent/parametres/agents/",
            "/agent/parametres/agents/inviter/",
            "/agent/parametres/journal/",
            "/agent/parametres/integrations/",
            "/aide/interface/",
        ):
            page.goto(site.url(tenant, path))
            check(page)
        page.goto(site.url(tenant, "/agent/agenda/"))
        page.get_by_role("link", name="Jour suivant").first.click()
        page.get_by_role("link", name="Nouveau rendez-vous").first.click()
        check(page)


@pytest.mark.parametrize(("viewport", "theme"), [(NARROW, "light"), (DESKTOP, "dark")])
def test_the_public_host(viewport: dict[str, int], theme: str, site: Site, visit: Callable[..., Any]) -> None:
    with visit(viewport=viewport, color_scheme=theme) as page:
        for host in ("rdv.localhost", "rdv.gouv.localhost"):
            for path in ("/", "/connexion/", "/ouvrir/"):
                page.goto(f"http://{host}:{site.port}{path}")
                check(page)
        page.goto(f"{site.public}/ouvrir/")
        page.get_by_role("link", name="ProConnect").first.click()
        choose(page, "Sacha")
        page.wait_for_url("**/ouvrir/structure/")
        check(page)
        page.goto(f"{site.public}/mes-administrations/")
        check(page)
