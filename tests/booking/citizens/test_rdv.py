"""The page behind the link."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from booking.commands.cancel_rdv import cancel_by_service
from booking.models import Participation, Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import Actor, ActorKind
from tenants.models import Tenant
from tests.booking.citizens.conftest import NOW, Office, Visitor, text

PAGES = ["", "annuler/", "agenda.ics"]


def ics(response: Any) -> tuple[Any, Any]:
    calendar = Calendar.from_ical(response.content)
    return calendar, calendar.walk("VEVENT")[0]


def test_the_page_says_when_where_and_what_to_bring(office: Office, browser: Visitor) -> None:
    page = text(browser.get(browser.book()))
    for said in (
        "Rendez-vous confirmé",
        "24 novembre 2026",
        "9 h",
        "Mairie centrale",
        "place des Héros",
        "Entrée de plain-pied",
        "Photo récente",
        "Vous pouvez annuler en ligne jusqu’au mardi 24 novembre 2026 à 5 h",
        "imprimer",
    ):
        assert said in page


def test_the_contact_and_the_name_are_masked(office: Office, browser: Visitor, clock: Any) -> None:
    browser.hold()
    link = browser.confirm(courriel="zoe.martin@exemple.fr")["Location"]
    page = text(browser.get(link))
    assert "Un SMS sera envoyé au 06 •• •• 56 78, et un courriel sera envoyé à z•••@exemple.fr." in page
    assert "Rendez-vous pour Zoé M." in page
    assert "Martin" not in page
    clock.move_to(NOW + timedelta(hours=3))
    assert "sera envoyé" not in text(browser.get(link))


def test_the_place_is_told_with_its_phone_in_the_ticket(office: Office, browser: Visitor) -> None:
    office.lieu.phone = "+33321000000"
    office.lieu.save()
    link = browser.book()
    for page in (browser.get("/rdv/passeport/"), browser.get(link)):
        assert '<a href="tel:+33321000000">' in page.content.decode()
    assert "Arras Entrée de plain-pied 03 21 00 00 00" in text(browser.get(link))


def test_a_landline_alone_receives_no_promise(office: Office, browser: Visitor) -> None:
    browser.hold()
    link = browser.confirm(telephone="03 21 50 50 50", sans_message="on")["Location"]
    page = text(browser.get(link))
    assert "Nous ne pouvons pas vous envoyer de message." in page
    assert page.count("imprime") == 1


@pytest.mark.parametrize("page", PAGES)
def test_the_link_is_a_key_that_no_one_else_learns(office: Office, browser: Visitor, page: str) -> None:
    answer = Visitor().get(browser.book() + page)
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Cache-Control"] == "private, no-store"
    # A form cannot be posted from a page without referrer: its origin would be "null".
    assert answer["Referrer-Policy"] == ("same-origin" if page == "annuler/" else "no-referrer")


@pytest.mark.parametrize("page", PAGES)
def test_reading_changes_nothing(office: Office, browser: Visitor, page: str) -> None:
    link = browser.book()
    before = list(Rdv.objects.values())
    for method in (browser.get, browser.head):
        method(link + page)
    assert list(Rdv.objects.values()) == before


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("token", ["inconnu", "x" * 300, "-", "0"])
def test_an_unknown_link_is_not_found(office: Office, browser: Visitor, token: str, page: str) -> None:
    answer = browser.get(f"/r/{token}/{page}")
    assert answer.status_code == 404
    assert answer["X-Robots-Tag"] == "noindex"
    assert browser.post(f"/r/{token}/annuler/").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_link_opens_nothing_in_another_administration(
    pas_de_calais: Tenant, office: Office, browser: Visitor, page: str
) -> None:
    link = browser.book()
    elsewhere = Visitor(host="pas-de-calais.rdv.localhost")
    assert elsewhere.get(link + page).status_code == 404
    assert elsewhere.post(f"{link}annuler/").status_code == 404
    elsewhere.cookies = browser.cookies
    assert elsewhere.get(link + page).status_code == 404
    assert browser.get(link + page).status_code == 200


def test_cancelling_twice_is_cancelling_once(office: Office, browser: Visitor) -> None:
    link = browser.book()
    for _ in range(2):
        assert browser.post(f"{link}annuler/").status_code == 303
    assert Rdv.objects.get().sequence == 1
    page = text(browser.get(f"{link}annuler/"))
    assert "Ce rendez-vous est déjà annulé" in page
    assert "Prendre un autre rendez-vous" in page


def test_too_late_gives_the_phone_not_a_bare_refusal(office: Office, browser: Visitor, clock: Any) -> None:
    link = browser.book()
    office.lieu.phone = "+33321000000"
    office.lieu.save()
    clock.move_to(NOW + timedelta(days=1) - timedelta(hours=3))
    for answer, status in ((browser.get(f"{link}annuler/"), 200), (browser.post(f"{link}annuler/"), 409)):
        assert answer.status_code == status
        assert "Il est trop tard pour annuler en ligne" in text(answer)
        assert "03 21 00 00 00" in text(answer)
        assert "Annuler le rendez-vous</button>" not in answer.content.decode()
    assert "Il est trop tard pour annuler en ligne" in text(browser.get(link))
    assert Rdv.objects.get().status == RdvStatus.SCHEDULED


def test_a_past_rdv_has_nothing_to_cancel(office: Office, browser: Visitor, clock: Any) -> None:
    link = browser.book()
    clock.move_to(NOW + timedelta(days=30))
    assert "Votre rendez-vous" in text(browser.get(link))
    assert "Il n’y a plus rien à annuler" in text(browser.get(f"{link}annuler/"))
    assert browser.post(f"{link}annuler/").status_code == 409


def test_what_the_service_cancelled_is_said_so(office: Office, browser: Visitor) -> None:
    link = browser.book()
    agent = Actor(ActorKind.AGENT, id=office.agent.pk)
    cancel_by_service(Rdv.objects.get(), by=agent, now=NOW)
    page = text(browser.get(link))
    assert "Rendez-vous annulé" in page
    assert "L’administration a annulé ce rendez-vous." in page


def test_the_outcome_is_not_shown_to_whoever_has_the_link(
    office: Office, browser: Visitor, clock: Any
) -> None:
    link = browser.book()
    clock.move_to(NOW + timedelta(days=2))
    Participation.objects.update(status=RdvStatus.NO_SHOW)
    Rdv.objects.update(status=RdvStatus.NO_SHOW)
    assert "Absent" not in text(browser.get(link))


def test_the_calendar_file_names_the_rdv_for_ever(office: Office, browser: Visitor) -> None:
    link = browser.book()
    answer = browser.get(f"{link}agenda.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert answer["Content-Disposition"] == 'attachment; filename="rendez-vous.ics"'
    calendar, event = ics(answer)
    assert calendar["METHOD"] == "PUBLISH"
    assert event["UID"] == str(Rdv.objects.get().pk)
    assert (event["SEQUENCE"], event["STATUS"], event["SUMMARY"]) == (0, "CONFIRMED", "Passeport")
    assert event["LOCATION"] == "Mairie centrale, 1 place des Héros, 62000 Arras"
    assert event["DTSTART"].to_ical() == b"20261124T080000Z"
    assert event["DTEND"].to_ical() == b"20261124T083000Z"
    assert event["DTSTAMP"].to_ical() == b"20261123T070000Z"
    assert link in event["DESCRIPTION"]
    assert "Photo récente" in event["DESCRIPTION"]
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_a_cancelled_rdv_leaves_the_calendar(office: Office, browser: Visitor) -> None:
    link = browser.book()
    before = ics(browser.get(f"{link}agenda.ics"))[1]
    browser.post(f"{link}annuler/")
    answer = browser.get(f"{link}agenda.ics")
    assert answer["Content-Type"].endswith("method=CANCEL")
    calendar, event = ics(answer)
    assert calendar["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (before["UID"], 1, "CANCELLED")


def test_a_motif_written_with_commas_and_lines_stays_in_its_place(office: Office, browser: Visitor) -> None:
    office.motif.name = "Carte; passeport, visa\nBEGIN:VALARM"
    office.motif.save()
    _, event = ics(browser.get(f"{browser.book()}agenda.ics"))
    assert event["SUMMARY"] == "Carte; passeport, visa\nBEGIN:VALARM"
    assert not event.subcomponents


def test_help_says_who_to_call_in_both_skins(prefecture: Tenant, office: Office, browser: Visitor) -> None:
    assert "03 21 50 50 50" in text(browser.get("/aide/"))
    assert Visitor(host="prefecture-62.rdv.gouv.localhost").get("/aide/").status_code == 200
