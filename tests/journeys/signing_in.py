"""The way in that every journey of an agent begins with."""

from playwright.sync_api import Page

from tenants.models import Tenant
from tests.journeys.conftest import Site


def sign_in(page: Page, site: Site, tenant: Tenant, path: str = "/agent/agenda/", who: str = "Amina") -> None:
    """Asks for a page of the agents, is led to the identity server, and comes back to that page."""
    page.goto(site.url(tenant, path))
    page.get_by_role("link", name="ProConnect").first.click()
    choose(page, who)
    page.wait_for_url(f"**{path}")


def choose(page: Page, who: str) -> None:
    page.get_by_role("button", name=who).click()
