"""One rdv for several people or documents: chosen on the page of times, kept to the end, as long as they need."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from booking.commands.expire_holds import expire_holds
from booking.models import Hold, Rdv
from foundation import clock as clock_of_the_house
from tests.booking.citizens.conftest import FORM, NOW, SLOTS, Office, Visitor, slots, text
from tests.booking.citizens.test_motifs import queries_of

DOCUMENTS = {"unit": "document", "at_most": 4, "minutes_each": 15}
THREE = f"{SLOTS}?personnes=3"
LATE = "2026-11-24T10:30:00Z@mairie-centrale"


@pytest.fixture
def several(office: Office) -> Office:
    office.motif.people = DOCUMENTS
    office.motif.save()
    return office


def test_a_motif_for_one_asks_nothing(office: Office, browser: Visitor) -> None:
    assert "personnes" not in browser.get(SLOTS).content.decode()


def test_each_number_is_offered_with_its_length(several: Office, browser: Visitor) -> None:
    page = browser.get(SLOTS)
    assert "Nombre de documents" in text(page)
    assert "1 document (30 minutes)" in text(page)
    assert "4 documents (1 h 15)" in text(page)
    assert "<script" not in page.content.decode()


def test_people_are_counted_as_people(several: Office, browser: Visitor) -> None:
    several.motif.people = {**DOCUMENTS, "unit": "personne"}
    several.motif.save()
    assert "Nombre de personnes" in text(browser.get(SLOTS))
    assert "2 personnes (45 minutes)" in text(browser.get(SLOTS))


def test_times_too_short_for_so_many_are_not_offered(several: Office, browser: Visitor) -> None:
    """Open until noon: three documents last an hour."""
    assert "2026-11-24T10:30:00Z@mairie-centrale" in slots(browser.get(SLOTS))
    offered = slots(browser.get(THREE))
    assert "2026-11-24T10:00:00Z@mairie-centrale" in offered
    assert LATE not in offered
    refused = browser.post(THREE, {"creneau": LATE})
    assert refused.status_code == 409


def test_the_number_stays_from_week_to_week_and_lieu_to_lieu(several: Office, browser: Visitor) -> None:
    page = browser.get(THREE).content.decode()
    assert "?semaine=2026-W49&amp;personnes=3" in page
    assert f'action="{THREE}"' in page
    assert '<option value="3" selected>' in page
    assert "Passeport · 1 h ·".replace(" h", "\u00a0h") in page or "1 h · sur place" in text(
        browser.get(THREE)
    )


def test_three_documents_are_one_longer_rdv(several: Office, browser: Visitor) -> None:
    browser.post(THREE, {"creneau": "2026-11-24T08:00:00Z@mairie-centrale"})
    hold = Hold.objects.get()
    assert (hold.people, hold.ends_at - hold.starts_at) == (3, timedelta(hours=1))
    assert "3 documents, 1 h" in text(browser.get(FORM))
    link = browser.confirm()["Location"]
    rdv = Rdv.objects.get()
    assert (rdv.people, rdv.ends_at) == (3, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    page = text(browser.get(link))
    assert "Durée : 1 h" in page
    assert "(3 documents)" in page
    assert "Durée : 1 h" in text(browser.get(f"{link}annuler/"))


def test_a_time_given_back_meanwhile_is_booked_for_as_many(
    several: Office, browser: Visitor, clock: Any
) -> None:
    browser.post(THREE, {"creneau": "2026-11-24T08:00:00Z@mairie-centrale"})
    clock.move_to(NOW + timedelta(minutes=11))
    expire_holds([Hold.objects.get().pk], now=clock_of_the_house.now())
    assert browser.confirm().status_code == 303
    assert Rdv.objects.get().people == 3


def test_a_lost_time_is_replaced_by_as_long_ones(several: Office, browser: Visitor) -> None:
    lost = browser.post(THREE, {"creneau": LATE})
    assert lost.status_code == 409
    assert f'action="{THREE}"' in lost.content.decode()
    assert LATE not in slots(lost)


@pytest.mark.parametrize(
    "made_up", ["0", "-1", "5", "99999999999999", "trois", "", "%00", "3.5", "1e9", "٣&personnes=x"]
)
def test_a_number_made_up_is_one(several: Office, browser: Visitor, made_up: str) -> None:
    page = browser.get(f"{SLOTS}?personnes={made_up}")
    assert page.status_code == 200
    assert '<option value="1" selected>' in page.content.decode()
    held = browser.post(f"{SLOTS}?personnes={made_up}", {"creneau": "2026-11-24T08:00:00Z@mairie-centrale"})
    assert held.status_code == 303
    assert Hold.objects.get().people == 1


def test_asking_for_several_costs_no_more_questions(several: Office, browser: Visitor) -> None:
    assert queries_of(browser, THREE) <= 8
    assert queries_of(browser, THREE) == queries_of(browser, SLOTS)
