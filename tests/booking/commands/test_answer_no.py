"""« NON »: what it cancels, and all that it does not."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from booking.commands.answer_message import Outcome
from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.usagers import Identity
from booking.models import Participation
from booking.vocabulary import MessageKind, RdvStatus
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.outbox.models import Message
from foundation.tenancy import in_public
from tests.booking.commands.answering import DAY, HALF_HOUR, LEO, says, status, told
from tests.booking.commands.conftest import NINE, NOW, Book, Office

pytestmark = pytest.mark.django_db


def is_free(office: Office, starts_at: datetime = NINE) -> bool:
    other = Identity(first_name="Ali", last_name="Diallo", phone="+33611223344")
    return bool(book_rdv(office.wanted(starts_at), identity=other, by=VISITOR, now=NOW))


def test_no_cancels_and_frees_the_time_at_once(book: Book, office: Office) -> None:
    participation = book()
    told(participation)
    assert says("Non.").outcome == Outcome.CANCELLED
    assert status(participation) == RdvStatus.CANCELLED_BY_USAGER
    assert is_free(office)
    with in_public():
        event = Message.objects.get(name="booking.rdv.cancelled")
    assert event.payload["by"] == "usager"


def test_past_the_limit_nothing_is_cancelled(book: Book) -> None:
    participation = book()
    told(participation)
    assert says("NON", now=NINE - timedelta(hours=3)).outcome == Outcome.TOO_LATE
    assert status(participation) == RdvStatus.SCHEDULED


@pytest.mark.parametrize(
    "text", ["RDV passeport n’est pas annulé ?", "NON ?", "Non je viens", "N'annulez pas"]
)
def test_what_is_not_wholly_an_answer_cancels_nothing(text: str, book: Book) -> None:
    participation = book()
    told(participation)
    assert says(text).outcome == Outcome.FORWARDED
    assert status(participation) == RdvStatus.SCHEDULED


def test_said_twice_no_does_not_cancel_the_next_rdv(book: Book) -> None:
    first, second = book(), book(NINE + DAY)
    told(second, at=NOW - DAY)
    message = told(first)
    says("NON", to=message)
    assert says("NON").outcome == Outcome.CANCELLED
    assert says("non", to=message).outcome == Outcome.CANCELLED
    assert status(second) == RdvStatus.SCHEDULED


def test_two_rdvs_the_same_day_no_asks_which(book: Book) -> None:
    first, second = book(), book(NINE + HALF_HOUR, LEO)
    message = told(first)
    assert says("NON", to=message).outcome == Outcome.WHICH
    assert status(first) == status(second) == RdvStatus.SCHEDULED
    assert says("NON 9h30").outcome == Outcome.CANCELLED
    assert (status(first), status(second)) == (RdvStatus.SCHEDULED, RdvStatus.CANCELLED_BY_USAGER)
    assert says("non 9h45").outcome == Outcome.WHICH
    assert says("non à 9:00").outcome == Outcome.CANCELLED


def test_two_days_told_lately_no_asks_which(book: Book) -> None:
    for start in (NINE, NINE + DAY):
        told(book(start))
    assert says("NON").outcome == Outcome.WHICH


def test_an_rdv_not_told_of_lately_is_not_meant_and_its_agents_read(book: Book) -> None:
    told(book(), at=NOW - timedelta(days=8))
    later = says("NON")
    assert (later.outcome, later.participation) == (Outcome.FORWARDED, Participation.objects.get())
    assert Participation.objects.get().status == RdvStatus.SCHEDULED


def test_of_who_has_no_rdv_to_come_somebody_reads(book: Book) -> None:
    participation = book()
    told(participation, at=NOW - timedelta(days=8))
    later = says("NON", now=NINE + DAY)
    assert (later.outcome, later.participation) == (Outcome.FORWARDED, None)
    assert later.receipt.usager == participation.usager


def test_no_to_a_cancellation_by_the_service_cancels_nothing_else(book: Book) -> None:
    first, second = book(), book(NINE + DAY)
    told(second, at=NOW - DAY)
    agent = Actor(ActorKind.AGENT, id=uuid4())
    cancel_by_service(first.rdv, by=agent, now=NOW)
    told(first, kind=MessageKind.RDV_CANCELLED)
    assert says("Non").outcome == Outcome.FORWARDED
    assert status(second) == RdvStatus.SCHEDULED


def test_a_number_that_was_corrected_since_decides_nothing(book: Book) -> None:
    participation = book()
    message = told(participation)
    participation.usager.phone = "+33612345679"
    participation.usager.save()
    assert says("NON", to=message).outcome == Outcome.FORWARDED
    assert status(participation) == RdvStatus.SCHEDULED


def test_an_unknown_number_decides_nothing(book: Book) -> None:
    message = told(book())
    assert says("NON", contact="+33698765432", to=message).outcome == Outcome.IGNORED
    assert Participation.objects.get().status == RdvStatus.SCHEDULED


def test_when_another_administration_may_be_meant_nothing_is_done(book: Book) -> None:
    told(book())
    assert says("NON", doubtful=True).outcome == Outcome.FORWARDED
    assert Participation.objects.get().status == RdvStatus.SCHEDULED
