"""The frame in an administration's own site: times, no cookie, and only where it may be shown."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Hold, SiteSettings
from booking.vocabulary import BookableBy
from tests.booking.citizens.conftest import Office, Visitor, open_mornings, text
from tests.booking.citizens.sessions import make_session, make_workshop
from tests.booking.citizens.test_invitation import enter, make_invitation
from tests.makers.office import make_agent, make_lieu

pytestmark = pytest.mark.django_db
FRAME = "/integrer/passeport/"


def allow(*hosts: str) -> None:
    SiteSettings.objects.update_or_create(id=1, defaults={"embed_hosts": list(hosts)})


def ancestors(answer: Any) -> str:
    policy = str(answer["Content-Security-Policy"])
    return next(each for each in policy.split("; ") if each.startswith("frame-ancestors"))


def test_it_lists_the_next_times_lieu_by_lieu(office: Office, browser: Visitor) -> None:
    answer = browser.get(FRAME)
    page = answer.content.decode()
    assert "Mairie centrale" in text(answer)
    assert "mardi 24 novembre à 9 h" in text(answer)
    assert 'href="/rdv/passeport/?semaine=2026-W48&amp;lieu=mairie-centrale" target="_top"' in page
    assert page.count('target="_top"') == page.count("<a ") == 7
    assert "<form" not in page
    assert "<script" not in page


def test_it_lists_the_sessions_of_a_motif_for_several_at_once(office: Office, browser: Visitor) -> None:
    session = make_session(office, make_workshop(office))
    answer = browser.get("/integrer/atelier-cv/")
    assert "jeudi 26 novembre à 14 h" in text(answer)
    assert f'href="/ateliers/{session.pk}/" target="_top"' in answer.content.decode()
    assert "Aucun créneau" not in text(answer)


def test_no_cookie_is_set_nor_read(office: Office, browser: Visitor) -> None:
    browser.get("/rdv/passeport/")
    browser.hold()
    browser.cookies["__Host-langue"] = "en"
    asked = [(Visitor(), FRAME), (browser, FRAME), (Visitor(), f"{FRAME}?lang=en")]
    for visitor, url in asked:
        answer = visitor.get(url)
        assert "Set-Cookie" not in str(answer.serialize_headers())
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert Hold.objects.count() == 1


def test_what_is_reserved_is_not_listed_even_for_who_was_invited(office: Office, browser: Visitor) -> None:
    office.motif.bookable_by = BookableBy.INVITED
    office.motif.save()
    enter(browser, make_invitation(office, None))
    assert browser.get("/rdv/passeport/").status_code == 200
    assert browser.get(FRAME).status_code == 404


def test_looking_keeps_nothing(office: Office, browser: Visitor) -> None:
    browser.get(FRAME)
    browser.get("/rdv/passeport/?semaine=2026-W48&lieu=mairie-centrale")
    assert not Hold.objects.exists()


def test_nobody_frames_it_unless_named(office: Office, browser: Visitor) -> None:
    answer = browser.get(FRAME)
    assert ancestors(answer) == "frame-ancestors 'none'"
    assert answer["X-Frame-Options"] == "DENY"


def test_those_named_do_and_only_there(office: Office, browser: Visitor) -> None:
    allow("https://www.arras.fr", "https://agglo.example")
    answer = browser.get(FRAME)
    assert ancestors(answer) == "frame-ancestors https://www.arras.fr https://agglo.example"
    assert "X-Frame-Options" not in answer
    for path in ("/", "/rdv/passeport/", "/mes-rdv/", "/integrer/inconnu/"):
        other = browser.get(path)
        assert other["X-Frame-Options"] == "DENY"
        assert ancestors(other) == "frame-ancestors 'none'"


def test_a_motif_that_is_not_online_has_no_frame(office: Office, browser: Visitor) -> None:
    office.motif.bookable_by = "agents"
    office.motif.save()
    assert browser.get(FRAME).status_code == 404


def test_nothing_free_still_leads_somewhere(office: Office, browser: Visitor) -> None:
    page = browser.get("/integrer/mariage/")
    assert "Aucun créneau n’est libre en ligne pour le moment." in text(page)
    assert 'href="/rdv/mariage/"' in page.content.decode()


@pytest.mark.parametrize("lieu", ["annexe", "inconnu", "a" * 10_000, "%00"])
def test_a_lieu_in_the_address_is_never_refused(office: Office, browser: Visitor, lieu: str) -> None:
    annexe = make_lieu(office.organisation, name="Annexe", slug="annexe")
    open_mornings(make_agent(office.organisation), annexe, office.motif)
    answer = browser.get(f"{FRAME}?lieu={lieu}")
    assert answer.status_code == 200
    assert ("Mairie centrale" in text(answer)) == (lieu != "annexe")


def test_it_costs_the_same_whatever_the_number_of_lieux(office: Office) -> None:
    counts = []
    for number in (1, 6):
        for each in range(number):
            lieu = make_lieu(office.organisation, slug=f"lieu-{number}-{each}")
            open_mornings(make_agent(office.organisation), lieu, office.motif)
        Visitor().get("/aide/")
        with CaptureQueriesContext(connection) as queries:
            Visitor().get(FRAME)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
