"""The week of times, lieu by lieu."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from booking.models import Lieu, PlageOuverture
from booking.vocabulary import Modalite
from tests.booking.citizens.conftest import (
    FORM,
    SLOTS,
    Office,
    Visitor,
    make_office,
    open_mornings,
    slots,
    text,
)
from tests.booking.citizens.test_motifs import queries_of
from tests.makers.office import make_agent, make_lieu, make_motif


def add_lieu(office: Office, name: str, first_day: date) -> Lieu:
    lieu = make_lieu(office.organisation, name=name, slug=name.lower().replace(" ", "-"))
    open_mornings(make_agent(office.organisation), lieu, office.motif, first_day=first_day)
    return lieu


def test_the_page_opens_on_the_week_of_the_next_time(office: Office, browser: Visitor) -> None:
    PlageOuverture.objects.all().delete()
    open_mornings(office.agent, office.lieu, office.motif, first_day=date(2026, 12, 8))
    page = browser.get(SLOTS)
    assert "Semaine du 7 décembre 2026" in text(page)
    assert slots(page)[0] == "2026-12-08T08:00:00Z@mairie-centrale"


def test_the_page_says_what_a_citizen_needs_before_choosing(office: Office, browser: Visitor) -> None:
    page = text(browser.get(SLOTS))
    assert page.index("Photo récente") < page.index("Prochaine disponibilité")
    for said in (
        "Passeport · 30 minutes · sur place",
        "Mairie centrale",
        "Entrée de plain-pied",
        "place des Héros",
    ):
        assert said in page
    assert "Prochaine disponibilité à Mairie centrale : mardi 24 novembre à 9 h" in page
    assert "mardi 24 novembre, Mairie centrale, 9 h" in page
    assert "Matin" in page


def test_weeks_follow_one_another_within_the_delays(office: Office, browser: Visitor) -> None:
    first = browser.get(SLOTS).content.decode()
    assert 'rel="prev"' not in first
    assert 'href="?semaine=2026-W49"' in first
    second = browser.get(f"{SLOTS}?semaine=2026-W49")
    assert "Semaine du 30 novembre 2026" in text(second)
    assert 'href="?semaine=2026-W48"' in second.content.decode()
    last = browser.get(f"{SLOTS}?semaine=2027-W08").content.decode()
    assert 'rel="next"' not in last


@pytest.mark.parametrize(
    "asked",
    [
        "semaine=",
        "semaine=2026-W99",
        "semaine=0000-W00",
        "semaine=9999-W53",
        "semaine=2026-W47",
        "semaine=demain",
        "semaine=%00",
        "semaine=2026-W48%0A",
        "semaine=" + "9" * 9_000,
        "lieu=inconnu",
        "lieu=%00",
        "lieu=" + "x" * 9_000,
        "lieu=a&lieu=b&semaine=x&semaine=y",
        "page=3&%F0%9F%92%A5=1",
    ],
)
def test_an_address_made_up_shows_the_next_times(office: Office, browser: Visitor, asked: str) -> None:
    page = browser.get(f"{SLOTS}?{asked}")
    assert page.status_code == 200
    assert "Semaine du 23 novembre 2026" in text(page)


def test_an_empty_week_leads_to_the_next_time(office: Office, browser: Visitor) -> None:
    PlageOuverture.objects.all().delete()
    open_mornings(office.agent, office.lieu, office.motif, first_day=date(2026, 12, 8))
    page = browser.get(f"{SLOTS}?semaine=2026-W49")
    assert "Aucun créneau libre cette semaine" in text(page)
    assert 'href="?semaine=2026-W50"' in page.content.decode()


def test_no_time_at_all_is_not_a_dead_end(office: Office, browser: Visitor) -> None:
    page = browser.get("/rdv/mariage/")
    assert page.status_code == 200
    assert "Aucun créneau pour le moment" in text(page)
    assert "03 21 50 50 50" in text(page)
    assert 'href="/"' in page.content.decode()


def test_three_lieux_are_open_and_the_others_are_links(office: Office, browser: Visitor) -> None:
    for rank in range(1, 5):
        add_lieu(office, f"Annexe {rank}", date(2026, 11, 24 + rank))
    page = browser.get(SLOTS)
    opened = {each.split("@")[1] for each in slots(page)}
    assert opened == {"mairie-centrale", "annexe-1", "annexe-2"}
    assert "Annexe 4" in text(page)
    assert "Prochaine disponibilité : lundi 30 novembre à 9 h" in text(page)
    assert 'href="?lieu=annexe-4"' in page.content.decode()


def test_a_lieu_chosen_is_open_alone_and_stays_chosen_from_week_to_week(
    office: Office, browser: Visitor
) -> None:
    add_lieu(office, "Annexe", date(2026, 12, 1))
    page = browser.get(f"{SLOTS}?lieu=annexe")
    assert {each.split("@")[1] for each in slots(page)} == {"annexe"}
    assert "Semaine du 30 novembre 2026" in text(page)
    assert "semaine=2026-W50&amp;lieu=annexe" in page.content.decode()
    assert "Voir tous les lieux" in text(page)


def test_a_lieu_without_time_this_week_says_so(office: Office, browser: Visitor) -> None:
    add_lieu(office, "Annexe", date(2026, 12, 1))
    page = browser.get(SLOTS)
    assert "Aucun créneau libre cette semaine." in text(page)
    assert "?semaine=2026-W49&amp;lieu=annexe" in page.content.decode()


def test_the_number_of_questions_depends_on_nothing(office: Office, browser: Visitor) -> None:
    few = queries_of(browser, SLOTS)
    for rank in range(6):
        lieu = add_lieu(office, f"Annexe {rank}", date(2026, 11, 24))
        for _ in range(2):
            open_mornings(make_agent(office.organisation), lieu, office.motif)
    assert queries_of(browser, SLOTS) == few <= 6


def test_two_agents_free_at_one_time_are_one_button(office: Office, browser: Visitor) -> None:
    open_mornings(make_agent(office.organisation), office.lieu, office.motif)
    found = slots(browser.get(SLOTS))[1:]
    assert len(found) == len(set(found)) == 4 * 6


def test_a_call_has_no_lieu(office: Office, browser: Visitor) -> None:
    motif = make_motif(office.organisation, name="Conseil", slug="conseil", modalite=Modalite.PHONE)
    open_mornings(make_agent(office.organisation), None, motif)
    page = browser.get("/rdv/conseil/")
    assert "Par téléphone" in text(page)
    assert slots(page)[0] == "2026-11-24T08:00:00Z@"
    assert browser.post("/rdv/conseil/", {"creneau": slots(page)[0]}).status_code == 303
    form = text(browser.get("/rdv/conseil/coordonnees/"))
    assert "Un agent vous appelle" in form
    said = {"prenom": "Zoé", "nom": "Martin", "courriel": "zoe@exemple.fr"}
    refused = browser.post("/rdv/conseil/coordonnees/", said)
    assert refused.status_code == 422
    assert "un agent vous appelle" in text(refused)
    assert "portable" not in form
    alone = {"prenom": "Zoé", "nom": "Martin", "telephone": "03 21 50 50 44"}
    booked = browser.post("/rdv/conseil/coordonnees/", alone)
    assert booked.status_code == 303
    assert "Un agent vous appelle au 03 •• •• 50 44." in text(browser.get(booked["Location"]))


def test_the_clock_change_shifts_nothing_on_the_wall(clock: Any, at_arras: Any, browser: Visitor) -> None:
    clock.move_to(datetime(2027, 3, 24, 7, 0, tzinfo=UTC))
    office = make_office()
    PlageOuverture.objects.all().delete()
    every_day = {"every": "week", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
    when = {"first_day": date(2027, 3, 25), "recurrence": every_day, "periods": [["09:00", "10:00"]]}
    open_mornings(office.agent, office.lieu, office.motif, **when)
    page = browser.get(f"{SLOTS}?semaine=2027-W12")
    values = slots(page)
    assert "2027-03-27T08:00:00Z@mairie-centrale" in values
    assert "2027-03-28T07:00:00Z@mairie-centrale" in values
    assert "dimanche 28 mars, Mairie centrale, 9 h" in text(page)


def test_overseas_times_are_those_of_the_lieu(clock: Any, at_arras: Any, browser: Visitor) -> None:
    make_office(time_zone="Pacific/Noumea", holiday_set="nouvelle_caledonie")
    page = browser.get(SLOTS)
    assert "Prochaine disponibilité à Mairie centrale : mardi 24 novembre à 9 h" in text(page)
    assert slots(page)[0] == "2026-11-23T22:00:00Z@mairie-centrale"
    browser.hold(slots(page)[0])
    form = text(browser.get(FORM))
    assert "mardi 24 novembre 2026 à 9 h" in form
    assert "jusqu’à 18 h 10" in form
    link = browser.confirm(telephone="75 12 34")["Location"]
    shown = text(browser.get(link))
    assert "Mardi 24 novembre 2026" in shown
    assert "Vous pouvez annuler en ligne jusqu’au mardi 24 novembre 2026 à 5 h" in shown


def test_a_page_is_never_kept_by_a_shared_cache(office: Office, browser: Client) -> None:
    assert browser.get(SLOTS)["Cache-Control"] == "private, no-store"
