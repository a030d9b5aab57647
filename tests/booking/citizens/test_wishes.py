"""How one is written to."""

from typing import Any

import pytest

from foundation import languages
from tests.booking.citizens.conftest import Office, text
from tests.booking.citizens.my_space import known, make_proche, make_usager

pytestmark = pytest.mark.django_db
PAGE = "/mes-rdv/preferences/"


def test_a_box_unticked_is_a_channel_closed_for_the_proches_too(office: Office) -> None:
    zoe = make_usager()
    leo = make_proche(zoe)
    browser = known(zoe)
    for _ in range(2):
        assert browser.post(PAGE, {"sms": "on"})["Location"] == f"{PAGE}?fait=1"
    for each in (zoe, leo):
        each.refresh_from_db()
        assert (each.accepts_email, each.accepts_sms) == (False, True)
    page = browser.get(f"{PAGE}?fait=1")
    assert "Vos préférences sont enregistrées." in text(page)
    assert page.content.decode().count(" checked") == 1


def test_contacts_are_shown_masked(office: Office) -> None:
    page = text(known(make_usager(phone="+33612345678")).get(PAGE))
    assert "zoe@exemple.fr" not in page
    assert "06 12 34 56 78" not in page
    assert "78" in page


def test_somebody_else_keeps_their_wishes(office: Office) -> None:
    other = make_usager("Paul", email="paul@exemple.fr")
    known(make_usager()).post(PAGE, {})
    other.refresh_from_db()
    assert other.accepts_email


def test_a_language_is_one_of_those_offered(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(languages, "_offered", lambda *_: {"fr": "Français", "ar": "العربية"})
    zoe = make_usager()
    browser = known(zoe)
    browser.post(PAGE, {"langue": "ar", "courriels": "on"})
    zoe.refresh_from_db()
    assert zoe.language == "ar"
    for made_up in ("xx", "ar\0", "a" * 100_000):
        answer = browser.post(PAGE, {"langue": made_up})
        assert answer.status_code == 422
        assert len(answer.content) < 60_000


def test_it_needs_a_code(office: Office, browser: Any) -> None:
    assert browser.get(PAGE)["Location"].startswith("/identification/?suite=")
