"""When more come than people would, each time asked for costs a proof of work, or a code without JavaScript."""

import html
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import caches

from booking.citizens.pressure import CALM_UNDER_PRESSURE
from booking.models import Hold
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor, text
from tests.booking.citizens.test_under_pressure import last_code
from tests.foundation.web.test_proof_of_work import solved

VERIFY = "/rdv/passeport/verifier/"


@pytest.fixture(autouse=True)
def crowd(office: Office) -> Office:
    caches["shared"].clear()
    office.motif.under_pressure = True
    office.motif.save(update_fields=["under_pressure"])
    for _number in range(CALM_UNDER_PRESSURE):
        Visitor().hold("2026-11-24T08:30:00Z@mairie-centrale")
    return office


def asked_of(page: Any) -> str:
    found = re.search(r'data-defi="([^"]+)"', page.content.decode())
    assert found
    return html.unescape(found[1])


def mine() -> int:
    return Hold.objects.filter(starts_at=datetime(2026, 11, 24, 8, tzinfo=UTC)).count()


def test_the_next_demand_must_prove_that_somebody_is_there(browser: Visitor) -> None:
    page = browser.hold()
    assert page.status_code == 200
    assert "Beaucoup de demandes arrivent en même temps." in text(page)
    assert 'src="/static/rdv/preuve.js"' in page.content.decode()
    assert mine() == 0


def test_the_solver_is_light() -> None:
    """Five kilobytes at most, before any compression: it is read by old telephones."""
    path = finders.find("rdv/preuve.js")
    assert path
    assert Path(path).stat().st_size <= 5_000


def test_the_work_done_the_time_is_kept_at_once(browser: Visitor) -> None:
    proof = solved(asked_of(browser.hold()))
    assert browser.hold(altcha=proof)["Location"] == FORM
    assert mine() == 1


def test_one_proof_keeps_one_time(browser: Visitor) -> None:
    proof = solved(asked_of(browser.hold()))
    browser.hold(altcha=proof)
    again = Visitor().hold("2026-11-24T09:00:00Z@mairie-centrale", altcha=proof)
    assert "Un instant" in text(again)


def test_without_javascript_a_code_does_the_same(browser: Visitor) -> None:
    page = browser.hold()
    assert f'href="{VERIFY}"' in page.content.decode()
    assert browser.post(VERIFY, {"contact": "zoe@exemple.fr"})["Location"] == VERIFY
    assert "arrive à zoe@exemple.fr" in text(browser.get(VERIFY))
    assert browser.post(VERIFY, {"code": last_code()})["Location"] == SLOTS
    assert browser.hold()["Location"] == FORM


def test_a_wrong_code_and_a_wrong_contact_are_told_in_words(browser: Visitor) -> None:
    refused = browser.post(VERIFY, {"contact": "zoe"})
    assert refused.status_code == 422
    assert 'value="zoe"' in refused.content.decode()
    assert browser.post(VERIFY, {"contact": "x" * 100_000}).status_code == 422
    browser.post(VERIFY, {"contact": "zoe@exemple.fr"})
    assert browser.post(VERIFY, {"code": "000000"}).status_code == 422
    other = browser.post(VERIFY, {"autre": "1"})["Location"]
    assert "Adresse électronique ou téléphone portable" in text(browser.get(other))


def test_a_code_that_nobody_asked_for_proves_nothing(browser: Visitor) -> None:
    assert browser.post(VERIFY, {"code": "123456"})["Location"] == VERIFY
    assert "Un instant" in text(browser.hold())


def test_in_quiet_hours_nothing_is_asked(browser: Visitor, clock: Any) -> None:
    clock.shift(120)
    assert browser.hold()["Location"] == FORM
