"""A real browser on real pages: any console message, refused style or outside request fails the test."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from booking.commands.open_plage import open_plage
from booking.models import Motif, PlageOuverture
from booking.vocabulary import AgentAccess, AgentRole
from foundation.clock import now
from foundation.tenancy import in_tenant
from project.env import Provider
from tenants.models import Tenant
from tests.browser import chromium
from tests.counterparts.identity.client import IdentityServer
from tests.journeys.persons import citizen, professional
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation, make_service

PERSONS = [
    professional("amina", "Amina", "Benali", "amina.benali@arras.example"),
    professional("hugo", "Hugo", "Lefebvre", "hugo.lefebvre@arras.example"),
    professional("claude", "Claude", "Vidal", "claude.vidal@programme.example"),
    professional("sacha", "Sacha", "Delattre", "sacha.delattre@bethune.example", siret="21620119400010"),
    citizen("rosalie", "Rosalie", "Martin", "rosalie@usagers.example"),
]
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
    identities: IdentityServer
    complaints: list[str] = field(default_factory=list)
    # Chromium writes in its console that a page answered 404, 409 or 422: those a test asks for are no complaint.
    expected: set[int] = field(default_factory=lambda: {409, 422})

    def url(self, tenant: Tenant, path: str = "/") -> str:
        return f"http://{tenant.host}:{self.port}{path}"

    @property
    def public(self) -> str:
        return f"http://rdv.localhost:{self.port}"

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: self._hear(page.url, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url} error: {error}"))
        page.on("request", lambda request: self._at_home(request.url))

    def _hear(self, url: str, text: str) -> None:
        if not any(f"status of {status} " in text for status in self.expected):
            self.complaints.append(f"{url} console: {text}")

    def _at_home(self, url: str) -> None:
        ours = ("data:", f"http://rdv.localhost:{self.port}", f"{self.identities.url}/")
        if f".localhost:{self.port}/" not in url and not url.startswith(ours):
            self.complaints.append(f"outside request: {url}")


@pytest.fixture(scope="session")
def identity_process() -> Iterator[IdentityServer]:
    with IdentityServer.serving({"clients": [], "persons": []}) as server:
        yield server


@pytest.fixture
def site(
    transactional_db: None, live_server: Any, settings: Any, identity_process: IdentityServer
) -> Iterator[Site]:
    settings.LINK_PORT = live_server.thread.port
    settings.LINK_SCHEME = "http"
    introduce(identity_process, settings)
    arras, prefecture = (Tenant.objects.get(slug=slug) for slug in ("arras", "prefecture-62"))
    for tenant in (arras, prefecture):
        with in_tenant(tenant):
            open_an_office()
    site = Site(live_server.thread.port, arras, prefecture, identity_process)
    yield site
    assert site.complaints == []


def introduce(identities: IdentityServer, settings: Any) -> None:
    """The site and the identity server know each other; Amina, Claude and Rosalie can sign in there."""
    identities.clear()
    home = f"http://{settings.SIGN_IN_HOST}:{settings.LINK_PORT}"
    clients = [client_of(profile, home) for profile in ("proconnect", "franceconnect")]
    identities.configure(clients=clients, persons=PERSONS)
    for client in clients:
        issuer = identities.issuer(client["profile"])
        provider = Provider(issuer, client["client_id"], client["client_secret"])
        setattr(settings, client["profile"].upper(), provider)
    caches["shared"].clear()


def client_of(profile: str, home: str) -> dict[str, Any]:
    return {
        "profile": profile,
        "client_id": f"rdv-{profile}",
        "client_secret": f"secret-of-{profile}-for-the-journeys",
        "redirect_uris": [f"{home}/sso/{profile}/retour/"],
        "post_logout_redirect_uris": [f"{home}/sso/sortie/retour/"],
    }


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
    for first_name, last_name, level in (
        ("Amina", "Benali", AgentRole.ADMIN),
        ("Hugo", "Lefebvre", AgentRole.AGENT),
    ):
        # Both wait for their first sign-in.
        agent = make_agent(
            organisation,
            first_name=first_name,
            last_name=last_name,
            level=level,
            email=f"{first_name}.{last_name}@arras.example".lower(),
            access=AgentAccess.INVITED,
            access_since=now(),
        )
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
