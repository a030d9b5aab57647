"""When somebody is asked whether they come, and when nobody asks any more."""

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.confirm_presence import confirm_presence
from booking.commands.move_rdv import move_by_agent
from booking.commands.refusals import AlreadyOver
from booking.models import Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.due.models import DueRow
from tests.booking.commands.conftest import NOW, ZOE, Office
from tests.booking.commands.planned import DAY, DESK, HOUR, THEN, TO_CONFIRM, booked, planned, reminders


def test_presence_is_asked_asked_again_and_then_the_time_is_given_back(office: Office) -> None:
    office.motif.presence = TO_CONFIRM
    office.motif.save()
    booked(office)
    assert planned("booking.presence") == [
        ("ask", THEN - 4 * DAY),
        ("last", THEN - 3 * DAY),
        ("free", THEN - 2 * DAY),
    ]


def test_who_is_called_is_asked_once(office: Office) -> None:
    office.motif.presence = {"confirm_before_s": 4 * 86_400, "unconfirmed": "call"}
    office.motif.save()
    booked(office)
    assert planned("booking.presence") == [("ask", THEN - 4 * DAY)]


def test_an_rdv_given_by_an_agent_may_be_a_convocation_and_is_never_given_back(office: Office) -> None:
    office.motif.presence = TO_CONFIRM
    office.motif.save()
    book_rdv(office.wanted(THEN), identity=ZOE, by=DESK, now=NOW)
    assert planned("booking.presence") == [("ask", THEN - 4 * DAY)]


def test_two_days_leave_a_day_and_an_hour_and_one_day_is_too_short(office: Office) -> None:
    office.motif.presence = {"confirm_before_s": 2 * 86_400, "unconfirmed": "release"}
    office.motif.save()
    booked(office)
    assert planned("booking.presence")[-1] == ("free", THEN - 25 * HOUR)
    office.motif.presence = {"confirm_before_s": 86_400, "unconfirmed": "release"}
    office.motif.save()
    DueRow.objects.all().delete()
    booked(office, THEN + HOUR)
    assert planned("booking.presence") == [("ask", THEN + HOUR - DAY)]


def test_the_question_takes_the_place_of_that_day_s_reminder(office: Office) -> None:
    office.motif.presence = {"confirm_before_s": 2 * 86_400, "unconfirmed": "call"}
    office.motif.save()
    booked(office)
    assert reminders() == []


def test_who_says_they_come_is_asked_no_more(office: Office) -> None:
    office.motif.presence = TO_CONFIRM
    office.motif.save()
    participation = booked(office)
    for _ in range(2):
        assert confirm_presence(participation, by=VISITOR, now=NOW + HOUR).confirmed_at == NOW + HOUR
    assert planned("booking.presence") == []
    assert reminders() != []


def test_who_said_yes_to_another_hour_is_asked_again(office: Office) -> None:
    office.motif.presence = TO_CONFIRM
    office.motif.save()
    participation = booked(office)
    confirm_presence(participation, by=VISITOR, now=NOW)
    move_by_agent(participation.rdv, starts_at=THEN + HOUR, lieu_id=office.lieu.pk, by=DESK, now=NOW)
    participation.refresh_from_db()
    assert participation.confirmed_at is None
    assert planned("booking.presence")[0] == ("ask", THEN + HOUR - 4 * DAY)


def test_nobody_comes_to_what_is_cancelled_or_begun(office: Office) -> None:
    participation = booked(office)
    with pytest.raises(AlreadyOver):
        confirm_presence(participation, by=VISITOR, now=THEN)
    cancel_by_usager(participation, by=VISITOR, now=NOW)
    with pytest.raises(AlreadyOver):
        confirm_presence(participation, by=VISITOR, now=NOW)
    assert Rdv.objects.get().status == RdvStatus.CANCELLED_BY_USAGER
