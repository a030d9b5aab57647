"""The hub is asked over HTTP, answers in its own words, and stops nobody when it does not."""

from datetime import datetime
from typing import Any

import pytest

from foundation.papers import UNAVAILABLE, OtherAppointment, PapersStatus
from tenants.hub import status
from tenants.hub.status import papers_status
from tests.counterparts.hub.client import Hub

NUMBER, OTHER = "AB12CD34EF", "GH56JK78LM"
ELSEWHERE = {
    "meeting_point": "Mairie de Béthune",
    "meeting_point_id": "b-1",
    "appointment_date": "2026-12-01 10:30:00",
    "management_url": "https://bethune.example/r/1",
}


def test_each_number_has_its_answer_in_one_question(hub: Hub) -> None:
    hub.declare(NUMBER, "validated", ELSEWHERE)
    told = papers_status([NUMBER, OTHER])
    assert told[NUMBER].status is PapersStatus.VALIDATED
    at = datetime.fromisoformat("2026-12-01 10:30:00")
    assert told[NUMBER].appointments == (
        OtherAppointment("Mairie de Béthune", at, "https://bethune.example/r/1"),
    )
    assert told[OTHER].status is PapersStatus.UNKNOWN
    assert hub.asked() == [[NUMBER, OTHER]]


@pytest.mark.parametrize("said", ["validated", "consumed", "declared", "unknown", "expired"])
def test_every_status_of_the_hub_is_understood(hub: Hub, said: str) -> None:
    hub.declare(NUMBER, said)
    assert papers_status([NUMBER])[NUMBER].status == said


@pytest.mark.parametrize(
    "fault", ["error-500", "error-503", "cut", "not-json", "not-a-table", "too-deep", "redirect"]
)
def test_a_hub_that_fails_says_nothing(hub: Hub, fault: str) -> None:
    hub.declare(NUMBER, "expired")
    hub.fail(fault)
    assert papers_status([NUMBER]) == {NUMBER: UNAVAILABLE}


@pytest.mark.parametrize("fault", ["hang", "trickle"])
def test_a_slow_hub_is_not_waited_for(hub: Hub, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "PATIENCE_S", 0.5)
    hub.declare(NUMBER, "expired")
    hub.fail(fault)
    assert papers_status([NUMBER]) == {NUMBER: UNAVAILABLE}
    hub.release()


def test_a_hub_that_is_down_says_nothing(hub: Hub, settings: Any) -> None:
    with Hub.start() as gone:
        settings.HUB_URL, settings.HUB_TOKEN = gone.url, gone.token
    assert papers_status([NUMBER]) == {NUMBER: UNAVAILABLE}


def test_a_wrong_token_says_nothing(hub: Hub, settings: Any) -> None:
    settings.HUB_TOKEN = "of somebody else"
    assert papers_status([NUMBER]) == {NUMBER: UNAVAILABLE}


def test_without_a_hub_nobody_is_asked(settings: Any) -> None:
    settings.HUB_URL = ""
    assert papers_status([NUMBER]) == {NUMBER: UNAVAILABLE}


def test_what_the_hub_says_of_elsewhere_is_not_trusted(hub: Hub) -> None:
    made_up = {
        "meeting_point": "\ud800" + "x" * 10_000,
        "appointment_date": "hier",
        "management_url": "javascript:alert(1)",
    }
    hub.declare(NUMBER, "validated", made_up)
    (other,) = papers_status([NUMBER])[NUMBER].appointments
    assert (len(other.name), other.name[0], other.at, other.url) == (200, "?", None, "")


def test_a_status_in_other_words_is_no_answer(hub: Hub) -> None:
    hub.declare(NUMBER, "perhaps")
    assert papers_status([NUMBER])[NUMBER] == UNAVAILABLE
