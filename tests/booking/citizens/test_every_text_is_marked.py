"""No French text escapes translation on the citizens' pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from project.translating.sources import marked_texts
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor
from tests.project.translating.pseudo import CODE, unmarked, write_pseudo

NAMES = (
    "RDV Service Public",
    "Ville d’Arras",
    "Mairie d’Arras",
    "FranceConnect",
    "Zoé",
    "Martin",
    "Français",
    "English",
    "RDV",
    # Of the recapitulation, written by the administration.
    "Passeport",
    "Mairie centrale",
    "place des Héros",
    "Arras",
)


@pytest.fixture(scope="session")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    write_pseudo(marked_texts(), folder)
    return folder


@pytest.fixture
def bracketed(browser: Visitor, settings: Any, pseudo_folder: Path) -> Iterator[Visitor]:
    settings.LOCALE_PATHS = [pseudo_folder]
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = CODE
    yield browser
    translation.activate("fr")


def left_on(response: Any) -> list[str]:
    return unmarked(response.content.decode(), *NAMES)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=rien",
        "/aide/",
        "/langue/",
        "/rdv/retrouver/",
        SLOTS,
        "/rdv/mariage/",
        "/rdv/mariage/liste-attente/",
        "/identification/",
        "/nulle-part/",
    ],
)
def test_a_page_that_anyone_opens_is_wholly_marked(office: Office, bracketed: Visitor, path: str) -> None:
    assert left_on(bracketed.get(path)) == []


def test_a_refused_form_is_wholly_marked(office: Office, bracketed: Visitor) -> None:
    bracketed.hold()
    for path in (FORM, "/rdv/mariage/liste-attente/", "/identification/"):
        answer = bracketed.post(path, {"telephone": "12", "courriel": "x", "contact": "12"})
        assert answer.status_code == 422
        assert left_on(answer) == []


@pytest.mark.parametrize("page", ["", "annuler/", "deplacer/", "plus-tot/"])
def test_the_page_of_an_rdv_is_wholly_marked(office: Office, bracketed: Visitor, page: str) -> None:
    assert left_on(bracketed.get(f"{bracketed.book()}{page}")) == []
