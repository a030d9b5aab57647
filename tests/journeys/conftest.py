"""A real browser on real pages: any console message, refused style or outside request fails the test."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from booking.commands.open_plage import open_plage
from booking.models import Motif, PlageOuverture
from foundation.clock import now
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.browser import chromium
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation, make_service

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
EVERY_DAY = {"every": "week", "weekdays": [1, 2, 3, 4, 5, 6, 7]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread; the tests' ORM calls are synchronous all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = chromium.launch(playwright)
        yield started
        started.close()


@dataclass
class Site:
    """Two administrations open on the live server: Arras (neutral skin) and the prefecture (State skin)."""

    port: int
    arras: Tenant
    prefecture: Tenant
    complaints: list[str] = field(default_factory=list)
    # Chromium writes in its console that a page answered 404, 409 or 422: those a test asks for are no complaint.
    expected: set[int] = field(default_factory=lambda: {409, 422})

    def url(self, tenant: Tenant, path: str = "/") -> str:
        return f"http://{tenant.host}:{self.port}{path}"

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: self._hear(page.url, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url} error: {error}"))
        page.on("request", lambda request: self._at_home(request.url))

    def _hear(self, url: str, text: str) -> None:
        if not any(f"status of {status} " in text for status in self.expected):
            self.complaints.append(f"{url} console: {text}")

    def _at_home(self, url: str) -> None:
        if f".localhost:{self.port}/" not in url and not url.startswith(
            ("data:", f"http://rdv.localhost:{self.port}")
        ):
            self.complaints.append(f"outside request: {url}")


@pytest.fixture
def site(transactional_db: None, live_server: Any, settings: Any) -> Iterator[Site]:
    settings.DEMO = True
    settings.LINK_PORT = live_server.thread.port
    settings.LINK_SCHEME = "http"
    arras, prefecture = (Tenant.objects.get(slug=slug) for slug in ("arras", "prefecture-62"))
    for tenant in (arras, prefecture):
        with in_tenant(tenant):
            open_an_office()
    site = Site(live_server.thread.port, arras, prefecture)
    yield site
    assert site.complaints == []


def open_an_office() -> Motif:
    """Two agents at the same counter, every day of the coming weeks, nine to noon and two to five."""
    organisation = make_organisation(name="Mairie", slug="mairie")
    etat_civil = make_service(name="État civil", short_name="État civil")
    lieu = make_lieu(
        organisation, name="Hôtel de ville", slug="hotel-de-ville", access="Entrée de plain-pied"
    )
    passport = make_motif(
        organisation,
        service=etat_civil,
        name="Passeport",
        slug="passeport",
        to_bring="Une photo d’identité récente",
        cancel_limit_s=0,
    )
    make_motif(organisation, service=etat_civil, name="Mariage", slug="mariage")
    for first_name, last_name in (("Amina", "Benali"), ("Hugo", "Lefebvre")):
        agent = make_agent(organisation, first_name=first_name, last_name=last_name)
        plage = PlageOuverture(
            agenda=agent.agenda,
            lieu=lieu,
            first_day=(now() - timedelta(days=2)).date(),
            periods=[["09:00", "12:00"], ["14:00", "17:00"]],
            recurrence=EVERY_DAY,
        )
        open_plage(plage, [passport], now=now())
    return passport


@pytest.fixture
def visit(browser: Browser, site: Site) -> Callable[..., Any]:
    """`with visit(javascript=False) as page:` a fresh visitor, watched."""

    @contextmanager
    def visit(*, javascript: bool = True, viewport: dict[str, int] = DESKTOP, **more: Any) -> Iterator[Page]:
        context: BrowserContext = browser.new_context(
            java_script_enabled=javascript,
            viewport=viewport,
            locale="fr-FR",
            **more,  # type: ignore[arg-type]
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        site.watch(page)
        yield page
        context.close()

    return visit
