"""« OUI », « NON », « RETARD »: acted upon once, and only when they cannot be mistaken."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.commands.answer_message import Outcome, answer_message
from booking.models import Participation
from booking.vocabulary import RdvStatus
from tests.booking.commands.answering import DAY, HALF_HOUR, LEO, says, status, told
from tests.booking.commands.conftest import NINE, NOW, Book

pytestmark = pytest.mark.django_db


def test_yes_confirms(book: Book) -> None:
    participation = book()
    told(participation)
    assert says("Oui, merci").outcome == Outcome.CONFIRMED
    assert Participation.objects.get().confirmed_at == NOW


def test_a_delay_is_noted(book: Book) -> None:
    told(book())
    assert says("RETARD 10", now=NINE + timedelta(minutes=2)).outcome == Outcome.LATE
    assert Participation.objects.get().late_min == 10


def test_a_delay_announced_too_early_is_for_the_agents(book: Book) -> None:
    told(book())
    assert says("retard", now=NINE - timedelta(hours=25)).outcome == Outcome.FORWARDED
    assert Participation.objects.get().late_min is None


def test_asked_again_it_acts_once(book: Book) -> None:
    """A relay that died before its mark comes back: another rdv of the same person is not cancelled for it."""
    first, second = book(), book(NINE + DAY)
    message = told(first)
    told(second)
    understood = says("NON", to=message)
    again = answer_message(understood.receipt.pk, now=NOW)
    assert (again.outcome, again.participation) == (Outcome.CANCELLED, first)
    assert (status(first), status(second)) == (RdvStatus.CANCELLED_BY_USAGER, RdvStatus.SCHEDULED)


def test_yes_is_for_the_whole_day(book: Book) -> None:
    message = told(book())
    book(NINE + HALF_HOUR, LEO)
    book(NINE + DAY)
    assert says("OUI", to=message).outcome == Outcome.CONFIRMED
    assert Participation.objects.filter(confirmed_at=NOW).count() == 2


def test_stop_is_for_everybody_reached_there_and_can_be_undone(book: Book) -> None:
    first, second = book(), book(NINE + HALF_HOUR, LEO)
    stranger = book(NINE + DAY, replace(LEO, phone="+33611223344"))
    told(first)
    assert says("Stop").outcome == Outcome.STOPPED
    for each, accepted in ((first, False), (second, False), (stranger, True)):
        each.usager.refresh_from_db()
        assert each.usager.accepts_sms is accepted
    assert says("REPRENDRE").outcome == Outcome.RESUMED
    first.usager.refresh_from_db()
    assert first.usager.accepts_sms


def test_thanks_call_for_nothing(book: Book) -> None:
    told(book())
    assert says("Merci beaucoup").outcome == Outcome.IGNORED
