"""A visitor who goes through the pages, whatever the language: by addresses, fields and names of buttons."""

from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page

from foundation.people import Strength
from foundation.tenancy import in_tenant
from sso.contacts.codes import code_of
from sso.contacts.models import ContactChallenge
from tenants.models import Tenant
from tests.journeys.conftest import Site
from tests.journeys.every_page.prepared import Known
from tests.makers.sessions import identify


@dataclass(frozen=True, slots=True)
class Walk:
    page: Page
    site: Site
    tenant: Tenant
    known: Known

    @property
    def home(self) -> str:
        return self.site.url(self.tenant, "")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.home}{path}")

    def press(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def send(self, **typed: str) -> None:
        """Fills the fields, then Enter in the last one."""
        for name, said in typed.items():
            field = self.page.locator(f"main [name={name}]").first
            field.fill(said)
        with self.page.expect_navigation():
            field.press("Enter")

    def take_a_time(self) -> None:
        self.press("main button[name=creneau]")

    def code_for(self, contact: str) -> str:
        with in_tenant(self.tenant):
            return code_of(ContactChallenge.objects.get(contact=contact, ended_at=None).pk)

    def be(self, usager_id: UUID) -> None:
        """Known by FranceConnect from now on."""
        host = urlsplit(self.home).netloc
        with in_tenant(self.tenant):
            client = Client(HTTP_HOST=host)
            identify(client, usager_id, host=host, strength=Strength.CIVIL)
        self.put(client.cookies[settings.SESSION_COOKIE_NAME].value)

    def be_somebody_new(self, **marks: object) -> None:
        with in_tenant(self.tenant):
            session = import_module(settings.SESSION_ENGINE).SessionStore()
            session.update(marks)
            session.save()
        self.put(session.session_key)

    def put(self, session_key: str) -> None:
        at = self.home.replace("http:", "https:")
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_key, "url": at, "secure": True}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]

    @property
    def route(self) -> str:
        """Of the page in front of us, as the table of addresses writes it."""
        return resolve(urlsplit(self.page.url).path, urlconf="project.urls_tenant").route
