"""What a slot button posts, and everything else that may be posted in its place."""

import pytest

from booking.models import Hold
from tests.booking.citizens.conftest import SLOTS, Office, Visitor, open_mornings, slots, text
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation


@pytest.mark.parametrize(
    "creneau",
    [
        "",
        "demain",
        "2026-11-24",
        "@",
        "2026-13-45T00:00:00Z@x",
        "2026-11-24T08:00:00+01:00@mairie-centrale",
        "\0@\0",
        "2026-11-24T08:00:00Z@mairie-centrale\0",
    ],
)
def test_an_unreadable_choice_shows_the_times_again(office: Office, browser: Visitor, creneau: str) -> None:
    refused = browser.hold(creneau)
    assert refused.status_code == 422
    assert "Choisissez un créneau dans la liste." in text(refused)
    assert slots(refused)
    assert browser.post(SLOTS).status_code == 422


@pytest.mark.parametrize(
    "creneau",
    [
        "2026-11-20T08:00:00Z@mairie-centrale",
        "2026-11-24T03:00:00Z@mairie-centrale",
        "2026-11-24T08:07:00Z@mairie-centrale",
        "2026-11-24T08:00:00Z@",
        "2026-11-24T08:00:00Z@ailleurs",
        "0001-01-01T00:00:00Z@mairie-centrale",
        "9999-12-31T23:59:59Z@mairie-centrale",
    ],
)
def test_a_time_that_is_not_offered_gives_three_that_are(
    office: Office, browser: Visitor, creneau: str
) -> None:
    refused = browser.hold(creneau)
    assert refused.status_code == 409
    assert "Ce créneau vient d’être pris" in text(refused)
    assert len(slots(refused)) == 3
    assert not Hold.objects.exists()


def test_a_lieu_of_another_organisation_is_refused(office: Office, browser: Visitor) -> None:
    elsewhere = make_organisation()
    lieu = make_lieu(elsewhere, slug="ailleurs")
    open_mornings(make_agent(elsewhere), lieu, make_motif(elsewhere, slug="autre"))
    assert browser.hold("2026-11-24T08:00:00Z@ailleurs").status_code == 409


def test_a_household_that_holds_too_much_is_told_to_wait(office: Office) -> None:
    open_mornings(make_agent(office.organisation), office.lieu, office.motif)
    hours = [f"2026-11-24T{8 + half // 2:02d}:{half % 2 * 30:02d}:00Z@mairie-centrale" for half in range(5)]
    answers = [Visitor().hold(creneau).status_code for creneau in hours * 2]
    assert answers == [303] * 8 + [429] * 2
    assert Visitor(REMOTE_ADDR="203.0.113.7").hold(hours[4]).status_code == 303
