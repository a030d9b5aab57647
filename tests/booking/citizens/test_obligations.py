"""What the law asks of a public site: true, and never better than an audit says."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import SiteSettings
from booking.queries.site_settings import Conformity, conformity_of
from foundation import languages
from sso.contacts.ask_code import LIVES
from tests.booking.citizens.conftest import HOST, Office, Visitor, text
from tests.makers.office import make_motif

pytestmark = pytest.mark.django_db
PAGES = ["/accessibilite/", "/mentions-legales/", "/donnees-personnelles/", "/cookies/", "/plan-du-site/"]
TODAY = date(2026, 11, 23)


def said(**columns: Any) -> None:
    SiteSettings.objects.update_or_create(id=1, defaults=columns)
    caches["default"].clear()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_it_and_it_stands_alone(office: Office, browser: Visitor, path: str) -> None:
    for page in ("/", "/rdv/passeport/", "/aide/", "/identification/", "/nulle-part/"):
        assert f'href="{path}"' in browser.get(page, follow=True).content.decode(), page
    answer = browser.get(path)
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1
    assert not answer.cookies


def test_without_an_audit_the_law_says_not_conforming(office: Office, browser: Visitor) -> None:
    assert "Accessibilité : non conforme" in text(browser.get("/rdv/passeport/"))
    page = text(browser.get("/accessibilite/"))
    assert "Ce site n’a pas encore été audité" in page
    assert "Défenseur des droits" in page


@pytest.mark.parametrize(
    ("audited_on", "rate", "state"),
    [
        ("2026-11-01", 100, Conformity.FULL),
        ("2026-11-01", 99, Conformity.PARTIAL),
        ("2026-11-01", 50, Conformity.PARTIAL),
        ("2026-11-01", 49, Conformity.NONE),
        ("2023-11-23", 100, Conformity.FULL),
        ("2023-11-22", 100, Conformity.NONE),
        (None, 100, Conformity.NONE),
        ("2026-11-01", None, Conformity.NONE),
    ],
)
def test_the_audit_tells_the_state(audited_on: str | None, rate: int | None, state: Conformity) -> None:
    assert conformity_of({"audited_on": audited_on, "rate": rate}, today=TODAY) is state


def test_a_partial_statement_says_what_fails(office: Office, browser: Visitor) -> None:
    said(
        accessibility={
            "audited_on": "2026-11-02",
            "rate": 74,
            "auditor": "Cabinet Clair",
            "not_accessible": "les plans d’accès\nles vidéos",
        }
    )
    page = text(browser.get("/accessibilite/"))
    assert "L’audit du 2 novembre 2026, réalisé par Cabinet Clair, montre que 74 %" in page
    assert "les plans d’accès" in page
    assert "Accessibilité : partiellement conforme" in text(browser.get("/rdv/passeport/"))


def test_the_legal_notice_has_defaults_and_what_was_said(office: Office, browser: Visitor) -> None:
    page = text(browser.get("/mentions-legales/"))
    assert "Ville d’Arras" in page
    assert "L’hébergeur n’est pas encore indiqué." in page
    said(
        legal={"director": "Nadia Roche, maire", "host": "Exemple\n1 rue du Port", "dpo": "dpo@arras.example"}
    )
    page = text(browser.get("/mentions-legales/"))
    assert "Nadia Roche, maire" in page
    assert "Exemple 1 rue du Port" in page
    assert "dpo@arras.example" in text(browser.get("/donnees-personnelles/"))


def test_markup_in_a_notice_stays_words(office: Office, browser: Visitor) -> None:
    said(legal={"director": "<script>alert(1)</script>", "retention": "<b>gras</b>"})
    for path in ("/mentions-legales/", "/donnees-personnelles/"):
        page = browser.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>gras" not in page


def test_the_durations_told_are_those_of_the_product(office: Office, browser: Visitor) -> None:
    page = text(browser.get("/donnees-personnelles/"))
    assert "effacés après 183 jours" in page
    assert "pas encore confirmé : 10 minutes" in page
    assert "un code à six chiffres : dix minutes" in page
    assert LIVES.total_seconds() == 600


def test_the_cookies_told_are_those_sent(office: Office, browser: Visitor, monkeypatch: Any) -> None:
    monkeypatch.setattr(languages, "_offered", lambda *_: {"fr": "Français", "en": "English"})
    page = text(browser.get("/cookies/"))
    browser.get("/rdv/passeport/")
    browser.hold()
    sent = set(browser.cookies) | {settings.LANGUAGE_COOKIE_NAME}
    assert sent == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
    for name in sent:
        assert name in page
    assert "au plus 12 h" in page
    assert settings.CSRF_COOKIE_AGE // 86_400 == 364


def test_the_site_map_and_the_sitemap_name_only_what_is_public(office: Office, browser: Visitor) -> None:
    make_motif(office.organisation, name="Interne", slug="interne", bookable_by="agents")
    make_motif(office.organisation, name="Brouillon", slug="brouillon", is_published=False)
    page, sitemap = browser.get("/plan-du-site/"), browser.get("/sitemap.xml")
    for told in (page.content.decode(), sitemap.content.decode()):
        assert "/rdv/passeport/" in told
        assert "interne" not in told
        assert "brouillon" not in told
    assert sitemap["Content-Type"].startswith("application/xml")
    assert f"://{HOST}" in sitemap.content.decode()


def test_robots_are_kept_from_what_is_somebody_s(office: Office, browser: Visitor) -> None:
    answer = browser.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    for path in ("/mes-rdv/", "/r/", "/agent/", "/api/", "/recepisse/"):
        assert f"Disallow: {path}" in lines
    assert lines[-1].startswith("Sitemap: http")
    for each in (answer, browser.get("/sitemap.xml")):
        assert not each.cookies
        assert "Cookie" not in each.headers.get("Vary", "")


def test_a_shared_page_says_what_it_is(office: Office, browser: Visitor) -> None:
    for path, title in (("/", "Prendre rendez-vous"), ("/rdv/passeport/?semaine=2026-W49", "Passeport")):
        page = browser.get(path).content.decode()
        assert f'<meta property="og:title" content="{title}">' in page
        assert '<meta property="og:site_name" content="Ville d’Arras">' in page
        assert '<meta property="og:locale" content="fr_FR">' in page
        plain = path.split("?")[0]
        assert page.count(f'{HOST}{plain}">') + page.count(f':8000{plain}">') >= 2
        assert 'rel="canonical"' in page
        assert "og:image" not in page


def test_the_site_map_costs_the_same_whatever_it_holds(office: Office) -> None:
    counts = []
    for number in (1, 20):
        for each in range(number):
            make_motif(office.organisation, name=f"M{each}", slug=f"m-{number}-{each}")
        for path in ("/plan-du-site/", "/sitemap.xml"):
            Visitor().get("/aide/")
            with CaptureQueriesContext(connection) as queries:
                Visitor().get(path)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
