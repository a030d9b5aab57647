"""A citizen chooses a language; agents read French."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from foundation.languages import offered, speaking
from foundation.web.components.typography import date_heure, duree, insecables
from project.translating.catalogues import empty
from tenants.models import Tenant
from tests.project.translating.pseudo import write_pseudo

COOKIE = "__Host-langue"


@pytest.fixture
def english(settings: Any, tmp_path: Path) -> None:
    texts = empty("fr")
    texts.add("Aide")
    write_pseudo(texts, tmp_path)
    settings.LOCALE_PATHS = [tmp_path]


def visitor(host: str = "arras.rdv.localhost", **headers: Any) -> Client:
    return Client(HTTP_HOST=host, **headers)


def language_of(answer: Any) -> str:
    return str(answer.content.decode().partition('<html lang="')[2].partition('"')[0])


def test_french_alone_shows_no_choice_and_no_cookie(arras: Tenant, settings: Any, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    answer = visitor().get("/aide/?lang=en", secure=True)
    assert list(offered()) == ["fr"]
    assert language_of(answer) == "fr"
    assert not answer.cookies
    assert "/langue/" not in answer.content.decode()


def test_the_link_of_a_message_chooses_and_is_remembered(arras: Tenant, english: None) -> None:
    client = visitor()
    answer = client.get("/aide/?lang=en", secure=True)
    assert language_of(answer) == "en"
    kept = answer.cookies[COOKIE]
    assert (kept.value, kept["secure"], kept["httponly"], kept["samesite"]) == ("en", True, True, "Lax")
    again = client.get("/aide/", secure=True)
    assert language_of(again) == "en"
    assert again.headers["Content-Language"] == "en"
    assert {"Cookie", "Accept-Language"} <= set(again.headers["Vary"].split(", "))


def test_a_language_that_is_not_offered_is_french(arras: Tenant, english: None) -> None:
    client = visitor()
    client.cookies[COOKIE] = "ar"
    for lang in ("ar", "xx", "\0", "a" * 10_000, "fr;q=1"):
        assert language_of(client.get("/aide/", {"lang": lang}, secure=True)) == "fr"


def test_a_browser_is_offered_its_language_and_never_sent_away(arras: Tenant, english: None) -> None:
    answer = visitor(HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.9,fr;q=0.8").get("/aide/?a=1", secure=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert language_of(answer) == "fr"
    assert '<a class="fr-link" href="/aide/?a=1&amp;lang=en" lang="en" hreflang="en"' in page
    assert "/langue/?retour=%2Faide%2F%3Fa%3D1" in page


def test_the_choice_page_sets_the_language_and_goes_back(arras: Tenant, english: None) -> None:
    client = visitor()
    assert "English" in client.get("/langue/", {"retour": "/aide/"}, secure=True).content.decode()
    answer = client.post("/langue/", {"langue": "en", "retour": "/aide/"}, secure=True)
    assert (answer.status_code, answer["Location"], answer.cookies[COOKIE].value) == (303, "/aide/", "en")
    # Twice is once.
    assert client.post("/langue/", {"langue": "fr", "retour": "/aide/"}, secure=True).status_code == 303
    assert language_of(client.get("/aide/", secure=True)) == "fr"


@pytest.mark.parametrize(
    "back", ["//ailleurs.example", "https://ailleurs.example/", "/\\ailleurs", "", "\0", "x" * 100_000]
)
def test_one_never_leaves_the_site(arras: Tenant, english: None, back: str) -> None:
    answer = visitor().post("/langue/", {"langue": "en", "retour": back}, secure=True)
    assert (answer.status_code, answer["Location"]) == (303, "/")


@pytest.mark.parametrize("code", ["", "xx", "ar", "\0", "e" * 100_000, "‮ne"])
def test_a_language_that_nobody_offers_is_refused(arras: Tenant, english: None, code: str) -> None:
    answer = visitor().post("/langue/", {"langue": code, "retour": "/"}, secure=True)
    assert answer.status_code == 400
    assert COOKIE not in answer.cookies


def test_agents_and_the_public_host_read_french(arras: Tenant, english: None) -> None:
    for host, path in (("arras.rdv.localhost", "/connexion/"), ("rdv.localhost", "/")):
        client = visitor(host)
        client.cookies[COOKIE] = "en"
        answer = client.get(path, secure=True)
        assert language_of(answer) == "fr"
        assert "/langue/" not in answer.content.decode()


def test_dates_hours_and_durations_are_those_of_the_language(english: None) -> None:
    moment = datetime(2026, 11, 24, 9, 20)  # noqa: DTZ001
    assert date_heure(moment) == "mardi 24 novembre 2026 à 9\u00a0h\u00a020"
    assert insecables("Vraiment ?") == "Vraiment\u202f?"
    with speaking("en"):
        assert date_heure(moment) == "Tuesday 24 November 2026 at 9:20"
        assert duree(90) == "1\u00a0h\u00a030"
        assert insecables("Really?") == "Really?"
    expected = {
        "es": "martes 24 de noviembre de 2026, 9:20",
        "pt": "terça-feira, 24 de novembro de 2026, 9:20",
        "uk": "вівторок, 24 листопада 2026, 9:20",
        "ar": "الثلاثاء 24 نوفمبر 2026، 9:20",
        "fr-x-falc": "mardi 24 novembre 2026 à 9\u00a0h\u00a020",
    }
    for code, said in expected.items():
        with translation.override(code):
            assert date_heure(moment) == said


def test_a_path_that_looks_like_another_site_leads_nowhere_else(arras: Tenant, english: None) -> None:
    answer = visitor(HTTP_ACCEPT_LANGUAGE="en").get("/", PATH_INFO="//ailleurs.example/", secure=True)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'href="/%2Failleurs.example/?lang=en"' in page
    assert "retour=%2F%252Failleurs.example%2F" in page
    assert '"//ailleurs' not in page
