"""The list of times inside an administration's own site: shown to the sites it names, refused to the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from booking.models import SiteSettings
from foundation.tenancy import in_tenant
from tests.journeys.conftest import Site


@dataclass
class Outside:
    """A browser, in front of two sites that frame the passports of Arras; only the first is named there."""

    context: BrowserContext
    allowed: str
    refused: str


class OtherSite(BaseHTTPRequestHandler):
    """Whatever the host asked for: one page, with the frame."""

    page = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *said: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def outside(browser: Browser, site: Site) -> Iterator[Outside]:
    frame = site.url(site.arras, "/integrer/passeport/")
    html = (
        f'<!doctype html><title>La commune</title><iframe src="{frame}" width="100%" height="700"></iframe>'
    )
    handler = type("Framing", (OtherSite,), {"page": html.encode()})
    # Chromium lets no site of the internet frame what is on this machine: the others are on it too.
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        context = browser.new_context(java_script_enabled=False, locale="fr-FR")
        sites = [f"http://{name}.localhost:{port}" for name in ("commune", "autre")]
        with in_tenant(site.arras):
            SiteSettings.objects.create(id=1, embed_hosts=sites[:1])
        yield Outside(context, *sites)
        context.close()
        server.shutdown()


def test_an_allowed_site_shows_times_that_open_ours(outside: Outside, site: Site) -> None:
    page = outside.context.new_page()
    page.goto(f"{outside.allowed}/")
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("heading", name="Hôtel de ville")).to_be_visible()
    assert outside.context.cookies() == []
    inside.get_by_role("listitem").get_by_role("link").first.click()
    page.wait_for_url("**/rdv/passeport/?semaine=*")
    assert page.url.startswith(site.url(site.arras, "/rdv/passeport/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("créneau")


def test_another_site_shows_nothing(outside: Outside) -> None:
    page = outside.context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{outside.refused}/")
    page.wait_for_timeout(300)
    assert page.frame_locator("iframe").get_by_text("Hôtel de ville").count() == 0
    assert any("frame-ancestors" in each for each in said)
