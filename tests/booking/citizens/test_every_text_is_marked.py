"""No French text escapes translation on the citizens' pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from booking.models import Motif, Participation
from booking.vocabulary import BookableBy, SectorLevel
from project.translating.sources import marked_texts
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor
from tests.booking.citizens.my_space import known, make_proche, make_rdv, make_usager
from tests.booking.citizens.prescribing import MOTIFS, PERSON, TIMES, hold, introduce
from tests.booking.citizens.sessions import make_session, make_workshop, send
from tests.booking.citizens.test_adresse import ADDRESS, live_at
from tests.booking.citizens.test_invitation import make_invitation
from tests.makers.sectors import ARRAS, make_sector, serve
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
    "Atelier CV",
    "Léo",
    "__Host-session",
    "__Host-csrf",
    "__Host-langue",
    "www.cnil.fr/fr/plaintes",
    "Écrire son CV",
    "http://arras.rdv.localhost/",
    "z•••@exemple.fr",
    "Dainville",
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


def all_marked(browser: Visitor, *paths: str) -> None:
    for path in paths:
        answer = browser.get(path)
        assert answer.status_code in {200, 404}, (path, answer.status_code)
        assert left_on(answer) == [], path


def as_bracketed(visitor: Visitor) -> Visitor:
    visitor.cookies["__Host-langue"] = CODE
    return visitor


def test_what_the_law_asks_is_wholly_marked(office: Office, bracketed: Visitor) -> None:
    pages = ("accessibilite", "mentions-legales", "donnees-personnelles", "cookies", "plan-du-site")
    all_marked(bracketed, *(f"/{page}/" for page in pages))


def test_sessions_are_wholly_marked(office: Office, bracketed: Visitor) -> None:
    session = make_session(office, make_workshop(office))
    page = f"/ateliers/{session.pk}/"
    all_marked(bracketed, "/ateliers/", page)
    assert left_on(send(bracketed, session, telephone="12")) == []
    send(bracketed, session)
    link = f"/r/{Participation.objects.get().link_token}/"
    all_marked(bracketed, link, f"{link}quitter/")


def test_who_comes_is_wholly_marked(office: Office, bracketed: Visitor) -> None:
    page = f"{bracketed.book()}qui/"
    all_marked(bracketed, page)
    assert left_on(bracketed.post(page, {"prenom": ""})) == []


def test_my_space_is_wholly_marked(office: Office, bracketed: Visitor) -> None:
    zoe = make_usager()
    make_rdv(office, zoe)
    leo = make_proche(zoe)
    mine = as_bracketed(known(zoe))
    pages = ("", "proches/", f"proches/{leo.pk}/", "preferences/", "donnees/", "donnees/effacer/", "suivi/")
    all_marked(mine, *(f"/mes-rdv/{page}" for page in pages))
    assert left_on(mine.post("/mes-rdv/proches/", {"prenom": ""})) == []


def test_the_code_of_a_motif_under_pressure_is_wholly_marked(office: Office, bracketed: Visitor) -> None:
    Motif.objects.filter(pk=office.motif.pk).update(under_pressure=True)
    bracketed.hold()
    bracketed.confirm()
    all_marked(bracketed, "/rdv/passeport/code/", "/rdv/passeport/verifier/")
    assert left_on(bracketed.post("/rdv/passeport/code/", {"code": "1"})) == []


def test_the_address_is_wholly_marked(office: Office, bracketed: Visitor) -> None:
    Motif.objects.filter(slug="passeport").update(sector_level=SectorLevel.AGENT)
    serve(make_sector("Arras", ARRAS), office.organisation, office.agent)
    all_marked(bracketed, ADDRESS)
    for typed in ("62000", "99999", "Lens"):
        answer = live_at(bracketed, typed)
        assert left_on(bracketed.get(answer["Location"]) if answer.status_code == 303 else answer) == []


def test_an_invitation_is_wholly_marked(office: Office, bracketed: Visitor) -> None:
    Motif.objects.filter(slug="passeport").update(bookable_by=BookableBy.INVITED)
    open_link = make_invitation(office, None, purpose="")
    all_marked(bracketed, f"/i/{open_link.token}/", "/i/nulle-part/")


def test_prescribing_is_wholly_marked(office: Office, bracketed: Visitor) -> None:
    all_marked(bracketed, "/prescription/")
    introduce(bracketed)
    all_marked(bracketed, "/prescription/vous/", MOTIFS, TIMES)
    hold(bracketed)
    all_marked(bracketed, PERSON)
    assert left_on(bracketed.post(PERSON, {})) == []
