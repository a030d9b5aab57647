"""An agent is told what others do to their plages d'ouverture, with a file for their own calendar."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from booking.commands.change_date import change_date, restore_date
from booking.commands.change_plage import change_following, change_plage
from booking.commands.close_plage import close_plage
from booking.commands.open_plage import open_plage
from booking.models import PlageOuverture
from foundation import clock
from foundation.actors import Actor
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import bodies
from tests.booking.reactions.told_agendas import A_DAY, TUESDAY, colleague, last, new_plage, subjects
from tests.counterparts.mailbox.client import Mailbox

__all__ = ["colleague"]

pytestmark = pytest.mark.django_db(transaction=True)

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def plage(office: Office) -> PlageOuverture:
    """Monday to Friday, 9 to 12, since Monday 23 November; the house opened it, and told nobody."""
    return PlageOuverture.objects.get()


def test_a_plage_that_a_colleague_opens_is_told(office: Office, mailbox: Mailbox, colleague: Actor) -> None:
    plage = new_plage(office, recurrence={"every": "week", "interval": 2, "weekdays": [2, 4]})
    open_plage(plage, [office.motif], now=clock.now(), by=colleague)
    letter, calendar = last(mailbox)
    assert (letter["to"], letter["subject"]) == (office.agent.email, "Nouvelle plage d’ouverture")
    facts = ("un agent", "Hôtel de ville", "Passeport", "Toutes les 2 semaines", "/agent/preferences/")
    for body in bodies(letter):
        said = body.replace("\u00a0", " ")
        assert [fact for fact in facts if fact not in said] == []
        assert "mardi 24 novembre 2026, de 14 h à 17 h" in said
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"
    assert event.decoded("DTSTART") == datetime(2026, 11, 24, 14, tzinfo=PARIS)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_each_change_replaces_what_the_calendar_knows(
    mailbox: Mailbox, plage: PlageOuverture, colleague: Actor, monday: Any
) -> None:
    change_plage(plage.pk, {"periods": [["09:00", "11:00"]]}, now=clock.now(), by=colleague)
    _, before = last(mailbox)
    monday.shift(timedelta(minutes=1))
    change_plage(plage.pk, {"periods": [["10:00", "11:00"]]}, now=clock.now(), by=colleague)
    letter, after = last(mailbox)
    assert letter["subject"] == "Plage d’ouverture modifiée"
    (old,), (new,) = before.walk("VEVENT"), after.walk("VEVENT")
    assert old["UID"] == new["UID"]
    assert old["SEQUENCE"] < new["SEQUENCE"]


def test_hours_that_are_no_more_leave_the_calendar(
    mailbox: Mailbox, plage: PlageOuverture, colleague: Actor
) -> None:
    both = [["09:00", "12:00"], ["14:00", "17:00"]]
    change_plage(plage.pk, {"periods": both}, now=clock.now(), by=colleague)
    _, calendar = last(mailbox)
    assert [event["STATUS"] for event in calendar.walk("VEVENT")] == ["CONFIRMED", "CONFIRMED"]
    change_plage(plage.pk, {"periods": both[:1]}, now=clock.now(), by=colleague)
    _, calendar = last(mailbox)
    assert [event["STATUS"] for event in calendar.walk("VEVENT")] == ["CONFIRMED", "CANCELLED"]


def test_one_date_changed_is_an_exception_until_it_is_as_usual_again(
    mailbox: Mailbox, plage: PlageOuverture, colleague: Actor
) -> None:
    change_date(plage.pk, TUESDAY, [["10:00", "11:00"], ["15:00", "16:00"]], now=clock.now(), by=colleague)
    _, calendar = last(mailbox)
    usual, exception, more = calendar.walk("VEVENT")
    assert exception.decoded("RECURRENCE-ID") == datetime(2026, 11, 24, 9, tzinfo=PARIS)
    assert exception.decoded("DTSTART") == datetime(2026, 11, 24, 10, tzinfo=PARIS)
    assert usual["UID"] == exception["UID"] != more["UID"]
    restore_date(plage.pk, TUESDAY, now=clock.now(), by=colleague)
    _, calendar = last(mailbox)
    assert [event["STATUS"] for event in calendar.walk("VEVENT")] == ["CONFIRMED", "CANCELLED"]


def test_a_plage_cut_in_two_is_one_letter(mailbox: Mailbox, plage: PlageOuverture, colleague: Actor) -> None:
    later = TUESDAY + 7 * A_DAY
    change_following(plage.pk, later, {"periods": [["14:00", "16:00"]]}, now=clock.now(), by=colleague)
    assert subjects(mailbox) == ["Plage d’ouverture modifiée"]
    _, calendar = last(mailbox)
    before, after = calendar.walk("VEVENT")
    assert before["RRULE"]["UNTIL"] < [after.decoded("DTSTART")]


@pytest.mark.parametrize("from_day", [None, TUESDAY], ids=["at once", "from a day"])
def test_a_plage_that_closes_leaves_the_calendar(
    mailbox: Mailbox, plage: PlageOuverture, colleague: Actor, from_day: date | None
) -> None:
    close_plage(plage.pk, now=clock.now(), from_day=from_day, by=colleague)
    letter, calendar = last(mailbox)
    (event,) = calendar.walk("VEVENT")
    if from_day is None:
        assert letter["subject"] == "Plage d’ouverture supprimée par un agent"
        assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
        assert "lundi 23 novembre 2026 à 9" in bodies(letter)[0].replace("\u00a0", " ")
    else:
        assert letter["subject"] == "Plage d’ouverture modifiée"
        assert event["RRULE"]["UNTIL"] == [datetime(2026, 11, 23, 22, 59, 59, tzinfo=ZoneInfo("UTC"))]
