"""An agent is told of absences as of plages, as much as they ask for, and of nothing that is over."""

from datetime import date

import pytest

from booking.commands.declare_absence import declare_absence
from booking.commands.open_plage import open_plage
from booking.commands.remove_absence import remove_absence
from booking.vocabulary import OpeningNotices
from foundation import clock
from foundation.actors import SYSTEM, Actor
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import bodies, deliveries, relay_all
from tests.booking.reactions.told_agendas import (
    A_DAY,
    TUESDAY,
    acting,
    away,
    colleague,
    last,
    new_plage,
    subjects,
)
from tests.counterparts.mailbox.client import Mailbox

__all__ = ["colleague"]

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_absence_is_told_and_taken_back(office: Office, mailbox: Mailbox, colleague: Actor) -> None:
    absence = away(office, last_day=TUESDAY + A_DAY, title="Formation")
    declare_absence(absence, now=clock.now(), by=colleague)
    letter, declared = last(mailbox)
    assert letter["subject"] == "Nouvelle absence à votre agenda"
    said = bodies(letter)[0].replace("\u00a0", " ")
    assert "du mardi 24 novembre 2026 à 9 h au mercredi 25 novembre 2026 à 12 h" in said
    assert b"Formation" not in declared.to_ical(), "an agent's calendar is often read by others"
    remove_absence(absence.pk, now=clock.now(), by=colleague)
    letter, removed = last(mailbox)
    assert letter["subject"] == "Absence supprimée par un agent"
    (before,), (after,) = declared.walk("VEVENT"), removed.walk("VEVENT")
    assert (before["UID"], removed["METHOD"]) == (after["UID"], "CANCEL")


@pytest.mark.parametrize(
    ("wanted", "of_others", "of_ones_own"),
    [(OpeningNotices.ALL, 1, 1), (OpeningNotices.OTHERS, 1, 0), (OpeningNotices.NONE, 0, 0)],
)
def test_an_agent_is_told_as_much_as_they_ask(
    office: Office, mailbox: Mailbox, colleague: Actor, wanted: str, of_others: int, of_ones_own: int
) -> None:
    office.agent.opening_notices = wanted
    office.agent.save()
    declare_absence(away(office), now=clock.now(), by=colleague)
    assert len(subjects(mailbox)) == of_others
    mailbox.empty()
    declare_absence(away(office), now=clock.now(), by=acting(office.agent))
    assert len(subjects(mailbox)) == of_ones_own


def test_what_is_over_is_not_told(office: Office, mailbox: Mailbox, colleague: Actor) -> None:
    past = date(2026, 11, 2)
    absence = away(office, first_day=past, last_day=past)
    declare_absence(absence, now=clock.now(), by=colleague)
    remove_absence(absence.pk, now=clock.now(), by=colleague)
    open_plage(new_plage(office, first_day=past), [office.motif], now=clock.now(), by=colleague)
    assert subjects(mailbox) == []


def test_a_house_that_is_loaded_tells_nobody(office: Office, mailbox: Mailbox) -> None:
    open_plage(new_plage(office), [office.motif], now=clock.now(), by=SYSTEM)
    declare_absence(away(office), now=clock.now())
    relay_all()
    assert "booking.agents" not in deliveries()


def test_what_is_gone_before_the_letter_leaves_is_told_once(
    office: Office, mailbox: Mailbox, colleague: Actor
) -> None:
    absence = away(office)
    declare_absence(absence, now=clock.now(), by=colleague)
    remove_absence(absence.pk, now=clock.now(), by=colleague)
    assert subjects(mailbox) == ["Absence supprimée par un agent"]
