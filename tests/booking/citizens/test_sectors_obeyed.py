"""Every path of citizens obeys sectors and numbers: moving, waiting, sessions, prescription, elsewhere."""

from datetime import timedelta
from typing import Any

import pytest

from booking.models import Agent, FileAttente, Rdv, Usager
from booking.vocabulary import BookableBy, SectorLevel
from tests.booking.citizens.conftest import (
    FORM,
    NOW,
    SLOTS,
    ZOE,
    Office,
    Visitor,
    open_mornings,
    slots,
    text,
)
from tests.booking.citizens.prescribing import PERSON, TIMES, hold, introduce
from tests.booking.citizens.sessions import make_session, make_workshop
from tests.booking.citizens.test_motifs import queries_of
from tests.booking.citizens.waiting import ANNA, JOIN, WEEK
from tests.makers.office import make_agent, make_lieu, make_motif
from tests.makers.sectors import ARRAS, LENS, make_sector, serve


@pytest.fixture
def lens(office: Office) -> Agent:
    """Amina receives Arras; a colleague, in the afternoon, Lens."""
    office.motif.sector_level = SectorLevel.AGENT
    office.motif.save()
    colleague = make_agent(office.organisation)
    open_mornings(colleague, office.lieu, office.motif, periods=[["14:00", "17:00"]])
    serve(make_sector("Arras", ARRAS), office.organisation, office.agent)
    serve(make_sector("Lens", LENS), office.organisation, colleague)
    return colleague


def live_at(browser: Visitor, commune: str = "Arras", query: str = "") -> Any:
    return browser.post(f"/adresse/{query}", {"commune": commune})


def booked_at_arras(browser: Visitor) -> str:
    live_at(browser)
    return browser.book()


def afternoons(page: Any) -> list[str]:
    return [each for each in slots(page) if each[11:13] >= "13"]


def test_only_ones_own_sector_is_offered_to_move(office: Office, browser: Visitor, lens: Agent) -> None:
    link = booked_at_arras(browser)
    for visitor in (browser, Visitor()):
        page = visitor.get(f"{link}deplacer/")
        assert slots(page)
        assert not afternoons(page)
    lost = browser.post(f"{link}deplacer/", {"creneau": "2026-11-24T13:00:00Z@mairie-centrale"})
    assert lost.status_code == 409
    assert Rdv.objects.get().starts_at.hour == 8


def test_three_documents_move_to_times_of_three(office: Office, browser: Visitor) -> None:
    office.motif.people = {"unit": "document", "at_most": 3, "minutes_each": 30}
    office.motif.save()
    browser.post(f"{SLOTS}?personnes=3", {"creneau": "2026-11-24T08:00:00Z@mairie-centrale"})
    link = str(browser.post(FORM, ZOE)["Location"])
    page = browser.get(f"{link}deplacer/")
    # Openings end at noon: the last start for ninety minutes is half past ten.
    assert max(each for each in slots(page) if "2026-11-25" in each) == "2026-11-25T09:30:00Z@mairie-centrale"
    assert 'name="personnes"' not in page.content.decode()


def test_the_list_asks_how_many_and_keeps_where_one_lives(
    office: Office, browser: Visitor, lens: Agent
) -> None:
    office.motif.people = {"unit": "document", "at_most": 3, "minutes_each": 20}
    office.motif.save()
    live_at(browser)
    form = browser.get(f"{JOIN}?personnes=2").content.decode()
    assert 'value="2" selected' in form
    for wrong in ("", "9", "x" * 100_000, "\0"):
        refused = browser.post(JOIN, {**WEEK, **ANNA, "personnes": wrong})
        assert refused.status_code == 422
        assert "Choisissez un nombre de la liste." in text(refused)
    page = browser.post(JOIN, {**WEEK, **ANNA, "personnes": "3"})["Location"]
    assert "3 documents" in text(browser.get(page))
    assert FileAttente.objects.get().people == 3
    assert Usager.objects.get().commune_code == "62041"


def test_a_motif_for_one_asks_no_number(office: Office, browser: Visitor) -> None:
    assert 'name="personnes"' not in browser.get(JOIN).content.decode()


def test_sessions_are_those_of_the_address(office: Office, browser: Visitor) -> None:
    workshop = make_workshop(office, sector_level=SectorLevel.ORGANISATION)
    session = make_session(office, workshop)
    serve(make_sector("Arras", ARRAS), office.organisation)
    url = f"/ateliers/{session.pk}/"
    assert "Écrire son CV" not in text(browser.get("/ateliers/"))
    assert browser.get(url)["Location"] == "/adresse/?vers=seances"
    live_at(browser, "Lens")
    for refused in (browser.get(url), browser.post(url, {**ZOE, "inscription": ""})):
        assert "pas proposé à votre adresse" in text(refused)
    assert not session.participations.exists()
    assert live_at(browser, "Arras", "?vers=seances")["Location"] == "/ateliers/"
    assert "Écrire son CV" in text(browser.get("/ateliers/"))
    assert browser.get(url).status_code == 200


def test_the_sessions_of_an_address_cost_the_same_whatever_their_number(
    office: Office, browser: Visitor
) -> None:
    workshop = make_workshop(office, sector_level=SectorLevel.ORGANISATION)
    serve(make_sector("Arras", ARRAS), office.organisation)
    live_at(browser)
    make_session(office, workshop)
    few = queries_of(browser, "/ateliers/")
    for day in range(1, 5):
        make_session(office, workshop, starts_at=NOW + timedelta(days=day, hours=8))
    assert queries_of(browser, "/ateliers/") == few


def test_a_prescriber_says_where_the_person_lives(office: Office, browser: Visitor, lens: Agent) -> None:
    office.motif.bookable_by = BookableBy.PRESCRIBERS
    office.motif.save()
    introduce(browser)
    asked = browser.get(TIMES)["Location"]
    assert asked == "/adresse/?motif=passeport&vers=prescription"
    assert browser.get(asked).status_code == 200
    assert browser.post(asked, {"commune": "Lens"})["Location"] == TIMES
    assert len(afternoons(browser.get(TIMES))) == len(slots(browser.get(TIMES))) > 0
    assert hold(browser)["Location"] == PERSON
    assert browser.post(PERSON, ZOE).status_code == 303
    assert browser.post(PERSON, ZOE)["Location"].startswith("/prescription/rdv/")
    assert (Rdv.objects.get().agenda_id, Usager.objects.get().commune_code) == (lens.agenda.pk, "62498")
    browser.get("/prescription/motifs/")
    assert "adresse" in browser.get(TIMES)["Location"]


def test_elsewhere_is_where_the_address_is_received(office: Office, browser: Visitor) -> None:
    full = make_motif(office.organisation, name="Passeport", slug="passeport-plein")
    office.motif.sector_level = SectorLevel.ORGANISATION
    office.motif.save()
    serve(make_sector("Arras", ARRAS), office.organisation)
    assert 'href="/rdv/passeport/"' not in browser.get(f"/rdv/{full.slug}/").content.decode()
    live_at(browser)
    assert 'href="/rdv/passeport/"' in browser.get(f"/rdv/{full.slug}/").content.decode()


@pytest.mark.parametrize("page", ["", "annuler/", "plus-tot/"])
def test_pages_of_an_rdv_say_its_own_length(office: Office, browser: Visitor, page: str) -> None:
    link = browser.book()
    Rdv.objects.update(ends_at=Rdv.objects.get().starts_at + timedelta(minutes=50))
    assert "50 minutes" in text(browser.get(link + page))


def test_a_session_says_its_own_title(office: Office, browser: Visitor) -> None:
    session = make_session(office, make_workshop(office))
    link = browser.post(
        f"/ateliers/{session.pk}/", {**ZOE, "inscription": "b1d7a52e-8f0b-4a53-b0a4-6a1f6b3c2d10"}
    )
    assert "Écrire son CV" in text(browser.get(link["Location"]))


def test_another_lieu_of_the_sector_is_no_stranger(office: Office, browser: Visitor, lens: Agent) -> None:
    annexe = make_lieu(office.organisation, name="Annexe", slug="annexe")
    open_mornings(lens, annexe, office.motif, periods=[["09:00", "10:00"]])
    link = booked_at_arras(browser)
    assert "Annexe" not in text(browser.get(f"{link}deplacer/"))
